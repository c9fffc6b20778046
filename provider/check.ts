import type { CheckFailure, CheckResult } from "@pulumi/pulumi/dynamic";
import { DEFAULT_POWER } from "./association.js";
import { DECLARATION_INPUT, type Declaration, declarationIn } from "./declarations.js";
import { barsTo, type Foreseen, forewarn, lookAhead } from "./foretell.js";
import { inOldOrder } from "./idOrder.js";
import { Pairs } from "./pairs.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, settingsFrom, stateFrom } from "./state.js";
import { hasUnknown, UNKNOWN } from "./unknowns.js";
import { type Problem, problemsWith, problemWithRegion } from "./validate.js";

const NO_REGION =
  "is not set anywhere. Set region on the resource, or run: pulumi config set tencentcloud:region ap-guangzhou, or set the variable TENCENTCLOUD_REGION.";

/**
 * Makes complete inputs of what the program gave, or says what is wrong with them. Ids that were there before keep their
 * order and new ones follow, so that a reordering is no change and an addition shows as one line. The pairs are noted
 * as declared by the program.
 *
 * In a preview it also looks at what exists, and refuses what the apply would refuse. It never calls what writes.
 */
export async function check(session: Session, olds: Properties, sent: Properties): Promise<CheckResult> {
  const declaration = declarationIn(sent);
  const { [DECLARATION_INPUT]: _, ...news } = sent;
  const problems = problemsWith(news);
  const region = resolveRegion(session, olds, news, declaration);
  const problem = region === undefined ? NO_REGION : region === UNKNOWN ? undefined : problemWithRegion(region);
  if (problem !== undefined) problems.push({ property: "region", reason: problem });
  // Also where something else is wrong: what the program declares must not be unbound by its neighbours meanwhile.
  if (declaration.told) session.program.heed(declaration.told.file);
  const declared = declaredPairs(stateFrom(withoutUnknowns(news)));
  if (typeof region === "string") session.claims.claim(region, declared, declaration.urn, declaration.told);
  if (typeof region === "string") warnOfMistold(session, region, declared, declaration);
  if (problems.length > 0) {
    session.claims.fail(declaration.urn);
    return { inputs: news, failures: problems.map(failureOf) };
  }

  const inputs = {
    ...news,
    keyIds: ordered(olds.keyIds, news.keyIds),
    instanceIds: ordered(olds.instanceIds, news.instanceIds),
    region,
    // Filled in, so that inputs and outputs agree and a refresh shows nothing of it.
    power: news.power ?? DEFAULT_POWER,
  };
  if (region === UNKNOWN || !declaration.isPreview) return { inputs };
  return { inputs, failures: await foresee(session, olds, inputs, declared, declaration) };
}

/** What the apply would refuse of the pairs that are new in the program; for a new association, also what it would do. */
async function foresee(
  session: Session,
  olds: Properties,
  inputs: Properties,
  declared: Pairs,
  declaration: Declaration,
): Promise<CheckFailure[]> {
  const toBind = declared.minus(declaredPairs(stateFrom(olds)));
  if (toBind.size === 0) return [];
  const settings = settingsFrom(inputs);
  const isNew = !Array.isArray(olds.keyIds);
  const toRun = isNew && settings.power === "running" ? declared.instanceIds() : [];
  const region = String(inputs.region);
  const change: Foreseen = { region, toBind, toUnbind: Pairs.none, toRun, settings, declaration };
  const inspection = await lookAhead(session, change);
  if (!inspection) return [];
  const bars = barsTo(change, inspection);
  if (bars.length === 0 && isNew) forewarn(session, change, inspection);
  return bars.map(({ id, why }) => failureOf({ property: `${placeOf(id, inputs)}:`, reason: `${id} ${why}.` }));
}

/** Warns of pairs that were left to this association, as the program tells of it, and that it does not declare. */
function warnOfMistold(
  { program, claims, notices }: Session,
  region: string,
  declared: Pairs,
  { told, urn }: Declaration,
): void {
  const neighbour = told && program.whatIsToldOf(told);
  if (!neighbour) return;
  for (const pair of declaredPairs(neighbour).minus(declared)) {
    if (!claims.isLeft(region, pair) || claims.isClaimed(region, pair)) continue;
    notices.warn(
      `${pair.keyId} stays bound to ${pair.instanceId}: it was left to this association, whose arguments name both; its inputs, which something changes on the way, do not. Unbind it in the console, or declare it and take it out.`,
      urn,
    );
  }
}

function placeOf(id: string, inputs: Properties): string {
  for (const property of ["keyIds", "instanceIds"]) {
    const ids = inputs[property];
    const index = Array.isArray(ids) ? ids.indexOf(id) : -1;
    if (index >= 0) return `${property}[${index}]`;
  }
  return "instanceIds";
}

/**
 * As the program says; else as recorded, so that a default that changes moves nothing; else as the configuration or the
 * environment says.
 */
function resolveRegion(session: Session, olds: Properties, news: Properties, declaration: Declaration): unknown {
  // The check that precedes a replacement is asked again without what is recorded.
  const before = session.declarations.of(news)?.recordedRegion;
  const recordedRegion = typeof olds.region === "string" ? olds.region : before;
  session.declarations.note(news, { ...declaration, ...(recordedRegion !== undefined && { recordedRegion }) });
  if (news.region !== undefined) return news.region;
  const ambient = session.ambientRegion();
  if (recordedRegion === undefined) return ambient?.value;
  if (ambient && ambient.value !== recordedRegion) {
    session.notices.warn(
      `made in region ${recordedRegion} and stays there, though ${ambient.source} says ${ambient.value}. Set region on the resource to move it.`,
      declaration.urn,
    );
  }
  return recordedRegion;
}

function withoutUnknowns(inputs: Properties): Properties {
  const known = (ids: unknown): unknown => (Array.isArray(ids) ? ids.filter((id) => !hasUnknown(id)) : []);
  return { ...inputs, keyIds: known(inputs.keyIds), instanceIds: known(inputs.instanceIds) };
}

function ordered(olds: unknown, news: unknown): unknown {
  return Array.isArray(olds) && Array.isArray(news) ? inOldOrder<unknown>(olds, news) : news;
}

/** The engine prints the value of a property by its name, and `<nil>` for a path: so the path goes into the text. */
function failureOf({ property, reason }: Problem): CheckFailure {
  return { property: "", reason: `${property} ${reason}` };
}

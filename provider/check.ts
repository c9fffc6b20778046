import type { CheckFailure, CheckResult } from "@pulumi/pulumi/dynamic";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, settingsFrom } from "./state.js";
import { hasUnknown, UNKNOWN } from "./unknowns.js";
import { problemsWith, problemWithRegion } from "./validate.js";

const NO_REGION =
  "is not set anywhere. Set region on the resource, or run: pulumi config set tencentcloud:region ap-guangzhou, or set the variable TENCENTCLOUD_REGION.";

/**
 * Makes complete inputs of what the program gave, or says what is wrong with them; calls nothing. Ids that were there
 * before keep their order and new ones follow, so that a reordering is no change and an addition shows as one line.
 * The pairs are noted as declared by the program.
 */
export async function check(session: Session, olds: Properties, news: Properties): Promise<CheckResult> {
  const failures: CheckFailure[] = problemsWith(news);
  const region = resolveRegion(session, olds, news);
  const problem = region === undefined ? NO_REGION : region === UNKNOWN ? undefined : problemWithRegion(region);
  if (problem !== undefined) failures.push({ property: "region", reason: problem });
  if (failures.length > 0) return { inputs: news, failures };

  const inputs = {
    ...news,
    keyIds: inOldOrder(olds.keyIds, news.keyIds),
    instanceIds: inOldOrder(olds.instanceIds, news.instanceIds),
    region,
  };
  if (!hasUnknown([inputs.keyIds, inputs.instanceIds, region])) noteClaims(session, inputs, String(region));
  return { inputs };
}

function noteClaims(session: Session, inputs: { keyIds: unknown; instanceIds: unknown }, region: string): void {
  const { keyIds, instanceIds } = inputs;
  if (!Array.isArray(keyIds) || !Array.isArray(instanceIds)) return;
  session.claims.claim(region, declaredPairs({ keyIds, instanceIds }));
}

/**
 * As the program says; else as recorded, so that a default that changes moves nothing; else as the configuration or the
 * environment says.
 */
function resolveRegion(session: Session, olds: Properties, news: Properties): unknown {
  if (news.region !== undefined) return news.region;
  const recorded = typeof olds.region === "string" ? olds.region : session.regionOf(shapeOf(news));
  const ambient = session.ambientRegion();
  if (recorded === undefined) return ambient?.value;
  // The check that precedes a replacement is asked again without what is recorded.
  session.rememberRegion(shapeOf(news), recorded);
  if (ambient && ambient.value !== recorded) {
    session.notices.warn(
      `an association made in region ${recorded} stays there, though ${ambient.source} says ${ambient.value}. Set region on the resource to move it.`,
    );
  }
  return recorded;
}

function shapeOf(news: Properties): string {
  return JSON.stringify([news.keyIds, news.instanceIds, settingsFrom(news)]);
}

function inOldOrder(olds: unknown, news: unknown): unknown {
  if (!Array.isArray(olds) || !Array.isArray(news)) return news;
  const old = new Set<unknown>(olds);
  const now = new Set<unknown>(news);
  return [...olds.filter((id) => now.has(id)), ...news.filter((id) => !old.has(id))];
}

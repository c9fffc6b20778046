import { isDeepStrictEqual } from "node:util";
import type { DiffResult } from "@pulumi/pulumi/dynamic";
import { type AssociationInputs, type Binding, DEFAULT_POWER, SETTINGS } from "./association.js";
import { type Late, lateIn } from "./awaited.js";
import { barsTo, type Foreseen, forewarn, lookAhead } from "./foretell.js";
import { leftWithoutKey, WOULD_BE_LOCKED } from "./lastKey.js";
import { type Pair, Pairs } from "./pairs.js";
import { Refused } from "./refused.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, pairsOf, recordedPairs, settingsFrom, stateFrom } from "./state.js";
import { hasUnknown } from "./unknowns.js";
import { type Exchange, type PlannedUpdate, updateInWords } from "./updateInWords.js";

const DEFAULT_SETTINGS: Partial<AssociationInputs> = { power: DEFAULT_POWER };

const LISTS = ["keyIds", "instanceIds"] as const;

/**
 * Compares what is recorded with what is declared, as sets of pairs. Another region replaces: regions share no pair, and
 * the new association is made first, so that a failure locks nobody out.
 *
 * The answer rests on what is recorded alone. In a preview that changes something it also looks at what exists, to say
 * what will happen.
 */
export async function diff(session: Session, olds: Properties, news: Properties): Promise<DiffResult> {
  const state = stateFrom(olds);
  if (state.region !== undefined && news.region !== state.region) {
    await foretellLeaving(session, state.region, olds, news);
    return { changes: true, replaces: ["region"], deleteBeforeReplace: false };
  }
  if (hasUnknown(news)) return { changes: true };
  const region = state.region ?? String(news.region);
  const declared = declaredPairs(stateFrom(news));
  const recorded = recordedPairs(olds).filter((pair) => !session.claims.isReleased(region, pair));
  const isElsewhere = (pair: Pair): boolean => session.claims.isDeclared(region, pair);
  const elsewhere = recorded.minus(declared).filter(isElsewhere);
  const hasNewPairs = !declared.equals(recorded);
  const changed = changedNames(state, news);
  const options = session.declarations.of(news)?.replaceOnChanges ?? [];
  const replaces = changed.filter((name) => options.includes(name) || options.includes("*"));
  const rebound = state.bindings.filter(({ username }) => isAnother(username, settingsFrom(news).username));
  const isLeftOver = (state.restore ?? state.voided) !== undefined || isContrary(lateIn(olds), declared);
  const changes = hasNewPairs || rebound.length > 0 || isLeftOver || changed.some((name) => !isList(name));
  if (changes) await foretell(session, region, { olds, news, declared, recorded, elsewhere, rebound, isElsewhere });
  return replaces.length > 0 ? { changes: true, replaces, deleteBeforeReplace: false } : { changes };
}

/** Whether something may still come that is not declared, or go that is: what is recorded does not decide then. */
function isContrary({ coming, going }: Late, declared: Pairs): boolean {
  return coming.minus(declared).size + going.and(declared).size > 0;
}

/** The inputs that differ from the recorded ones: the engine compares none of them with its option replaceOnChanges. */
function changedNames(state: Partial<AssociationInputs>, news: Properties): string[] {
  const declared = { ...DEFAULT_SETTINGS, ...settingsFrom(news) };
  const recorded = { ...DEFAULT_SETTINGS, ...state };
  const now = stateFrom(news);
  const settings = SETTINGS.filter((name) => !isDeepStrictEqual(declared[name], recorded[name]));
  const lists = LISTS.filter((name) => !isDeepStrictEqual(new Set(now[name]), new Set(state[name])));
  return [...lists, ...settings];
}

/** Two states of an association, and what they come to. */
interface Compared {
  olds: Properties;
  news: Properties;
  declared: Pairs;
  recorded: Pairs;
  /** Those of the recorded pairs that only other associations of the program declare. */
  elsewhere: Pairs;
  rebound: readonly Binding[];
  isElsewhere: (pair: Pair) => boolean;
}

/** Says what the change will do, in a preview; a refresh asks for a diff too, and no program has been seen then. */
async function foretell(session: Session, region: string, compared: Compared): Promise<void> {
  const { declared, recorded, elsewhere, news } = compared;
  const declaration = session.declarations.of(news);
  if (!declaration?.isPreview) return;
  const toUnbind = recorded.minus(declared).minus(elsewhere);
  const toBind = declared.minus(recorded);
  const settings = settingsFrom(news);
  const takenBy = [...elsewhere].flatMap((pair) => session.claims.declaring(region, pair));
  const line = updateInWords({ toBind, toUnbind, elsewhere, takenBy, ...leftOver(compared) });
  if (line !== undefined) session.notices.info(line, declaration.urn);
  const toRun = settings.power === "running" ? declared.instanceIds() : [];
  if (toBind.size + toUnbind.size + toRun.length === 0) return;
  const change: Foreseen = { region, toBind, toUnbind, toRun, settings, declaration };
  const inspection = await lookAhead(session, change);
  if (!inspection) return;
  const bars = barsTo(change, inspection);
  if (change.settings.protectLastKey) {
    const keysAfter = { staying: declared, going: inspection.loses };
    const ids = await leftWithoutKey(session.region(region), inspection.instances, keysAfter);
    bars.push(...ids.map((id) => ({ id, why: WOULD_BE_LOCKED })));
  }
  if (bars.length > 0) throw new Refused(bars.map(({ id, why }) => `${id} ${why}`));
  forewarn(session, change, inspection);
}

/** Says what becomes of the old region's bindings when an association moves to another; of the new one check tells. */
async function foretellLeaving(session: Session, region: string, olds: Properties, news: Properties): Promise<void> {
  const declaration = session.declarations.of(news);
  if (!declaration?.isPreview) return;
  const toUnbind = recordedPairs(olds).filter((pair) => !session.claims.isDeclared(region, pair));
  const change: Foreseen = {
    region,
    toBind: Pairs.none,
    toUnbind,
    toRun: [],
    settings: settingsFrom(olds),
    declaration,
  };
  const inspection = await lookAhead(session, change);
  if (inspection) forewarn(session, change, inspection);
}

/** What is left to do of changes before. */
function leftOver({ olds, news, declared, rebound, isElsewhere }: Compared): Omit<PlannedUpdate, keyof Exchange> {
  const { restore = [], voided = [] } = stateFrom(olds);
  const { coming, going } = lateIn(olds);
  return {
    rebound: rebound.map(({ instanceId }) => instanceId),
    restore: settingsFrom(news).power === "leave" ? [] : restore,
    lateBinds: coming.minus(declared).filter((pair) => !isElsewhere(pair)),
    lateUnbinds: going.and(declared),
    voided: pairsOf(voided).minus(declared),
  };
}

/** Where either is not named, nothing is known to differ. */
function isAnother(bound: string | undefined, declared: string | undefined): boolean {
  return bound !== undefined && declared !== undefined && bound !== declared;
}

function isList(name: string): boolean {
  return LISTS.some((list) => list === name);
}

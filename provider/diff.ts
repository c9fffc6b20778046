import { isDeepStrictEqual } from "node:util";
import type { DiffResult } from "@pulumi/pulumi/dynamic";
import { type AssociationInputs, DEFAULT_POWER, SETTINGS } from "./association.js";
import { type Late, lateIn } from "./awaited.js";
import { barsTo, type Foreseen, forewarn, lookAhead } from "./foretell.js";
import { leftWithoutKey, WOULD_BE_LOCKED } from "./lastKey.js";
import type { Pairs } from "./pairs.js";
import { Refused } from "./refused.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, recordedPairs, settingsFrom, stateFrom } from "./state.js";
import { hasUnknown } from "./unknowns.js";

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
    return { changes: true, replaces: ["region"], deleteBeforeReplace: false };
  }
  if (hasUnknown(news)) return { changes: true };
  const region = state.region ?? String(news.region);
  const declared = declaredPairs(stateFrom(news));
  const recorded = recordedPairs(olds).filter((pair) => !session.claims.isReleased(region, pair));
  const hasNewPairs = !declared.equals(recorded);
  if (hasNewPairs) await foretell(session, region, declared, recorded, news);
  const changed = changedNames(state, news);
  const options = session.declarations.of(news)?.replaceOnChanges ?? [];
  const replaces = changed.filter((name) => options.includes(name) || options.includes("*"));
  const isForAnother = state.bindings.some(({ username }) => isAnother(username, settingsFrom(news).username));
  const isLeftOver = (state.restore ?? state.voided) !== undefined || isContrary(lateIn(olds), declared);
  const changes = hasNewPairs || isForAnother || isLeftOver || changed.some((name) => !isList(name));
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

/** Says what the change will do, in a preview; a refresh asks for a diff too, and no program has been seen then. */
async function foretell(
  session: Session,
  region: string,
  declared: Pairs,
  recorded: Pairs,
  news: Properties,
): Promise<void> {
  const declaration = session.declarations.of(news);
  if (!declaration?.isPreview) return;
  const toUnbind = recorded.minus(declared).filter((pair) => !session.claims.isClaimed(region, pair));
  const toBind = declared.minus(recorded);
  if (toBind.size + toUnbind.size === 0) return;
  session.notices.info(inWords(toBind, toUnbind), declaration.urn);
  const change: Foreseen = { region, toBind, toUnbind, settings: settingsFrom(news), declaration };
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

/** How many pairs a line names before it counts them. */
const MAX_NAMED = 8;

/** The engine compares lists by index, so an id that is taken out shows as many changed lines: here it has a name. */
function inWords(toBind: Pairs, toUnbind: Pairs): string {
  const words = (verb: string, preposition: string, pairs: Pairs): string[] => {
    if (pairs.size === 0) return [];
    if (pairs.size > MAX_NAMED) {
      return [`${verb} ${pairs.keyIds().length} key pairs ${preposition} ${pairs.instanceIds().length} instances`];
    }
    return pairs.instanceIds().map((id) => `${verb} ${pairs.keysOf(id).join(", ")} ${preposition} ${id}`);
  };
  return `will ${[...words("bind", "to", toBind), ...words("unbind", "from", toUnbind)].join("; ")}`;
}

/** Where either is not named, nothing is known to differ. */
function isAnother(bound: string | undefined, declared: string | undefined): boolean {
  return bound !== undefined && declared !== undefined && bound !== declared;
}

function isList(name: string): boolean {
  return LISTS.some((list) => list === name);
}

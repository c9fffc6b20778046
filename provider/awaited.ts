/** What a failed change asked for and did not see: its effect may come later. */
import type { Awaited } from "./association.js";
import { Pairs } from "./pairs.js";
import { type Properties, pairsOf, stateFrom } from "./state.js";

/** Pairs on whose binding or unbinding no word has come yet. */
export interface Late {
  /** Asked to be bound, and not seen to be. */
  coming: Pairs;
  /** Asked to be unbound, and seen to be bound still. */
  going: Pairs;
  /** Until when it may come, in milliseconds since 1970; 0 where there is nothing. */
  untilMs: number;
}

/** What a change awaits that has seen all it asked for. */
export const NOTHING_LATE: Late = { coming: Pairs.none, going: Pairs.none, untilMs: 0 };

/** How long what a failed change has asked for may take to show once its operation has ended. */
export const SHOWS_WITHIN_MS = 10_000;

/** The same where its operation had not ended yet. */
export const ENDS_AND_SHOWS_WITHIN_MS = 30_000;

/** For how long after that a refresh does not take it for nothing: it may still show. */
const REMEMBERED_FOR_MS = 10 * 60_000;

/** What recorded properties await. */
export function lateIn(properties: Properties): Late {
  const awaited = stateFrom(properties).awaited ?? [];
  const times = awaited.map(({ until }) => Date.parse(until)).filter((time) => !Number.isNaN(time));
  return {
    coming: pairsOf(awaited.filter(({ action }) => action === "bind")),
    going: pairsOf(awaited.filter(({ action }) => action === "unbind")),
    untilMs: Math.max(0, ...times),
  };
}

/** What is awaited, as it is kept in state. */
export function awaitedOf({ coming, going, untilMs }: Late): Awaited[] {
  const until = new Date(untilMs).toISOString();
  const kept = (action: Awaited["action"], pairs: Pairs): Awaited[] =>
    pairs.instanceIds().map((instanceId) => ({ instanceId, keyIds: pairs.keysOf(instanceId), action, until }));
  return [...kept("bind", coming), ...kept("unbind", going)];
}

/** What may still come: what was asked for only lately, and does not show. */
export function stillAwaited(awaited: readonly Awaited[], live: Pairs, nowMs: number): Awaited[] {
  return awaited.flatMap((one) => {
    const isToShow = one.action === "bind";
    const keyIds = one.keyIds.filter((keyId) => live.has({ instanceId: one.instanceId, keyId }) !== isToShow);
    const isRecent = nowMs - Date.parse(one.until) < REMEMBERED_FOR_MS;
    return isRecent && keyIds.length > 0 ? [{ ...one, keyIds }] : [];
  });
}

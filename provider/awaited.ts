/** What a failed change asked for and did not see: its effect may come later. */
import type { Awaited } from "./association.js";
import type { Pairs } from "./pairs.js";
import { type Properties, pairsOf, stateFrom } from "./state.js";

/** Pairs on whose binding or unbinding no word has come yet. */
export interface Late {
  /** Asked to be bound, and not seen to be. */
  coming: Pairs;
  /** Asked to be unbound, and seen to be bound still. */
  going: Pairs;
}

/** How long what a failed change has asked for may take to show once its operation has ended. */
export const SHOWS_WITHIN_MS = 10_000;

/** For how long after a failed change its effect may yet show, so that not seeing it proves nothing. */
const AWAITED_FOR_MS = 10 * 60_000;

/** What recorded properties await, and until when it may come, in milliseconds since 1970; 0 where there is nothing. */
export function lateIn(properties: Properties): Late & { untilMs: number } {
  const awaited = stateFrom(properties).awaited ?? [];
  const times = awaited.map(({ since }) => Date.parse(since) + SHOWS_WITHIN_MS).filter((time) => !Number.isNaN(time));
  return {
    coming: pairsOf(awaited.filter(({ action }) => action === "bind")),
    going: pairsOf(awaited.filter(({ action }) => action === "unbind")),
    untilMs: Math.max(0, ...times),
  };
}

/** What did not show at a moment, given in milliseconds since 1970, as it is kept in state. */
export function awaitedSince({ coming, going }: Late, atMs: number): Awaited[] {
  const since = new Date(atMs).toISOString();
  const kept = (action: Awaited["action"], pairs: Pairs): Awaited[] =>
    pairs.instanceIds().map((instanceId) => ({ instanceId, keyIds: pairs.keysOf(instanceId), action, since }));
  return [...kept("bind", coming), ...kept("unbind", going)];
}

/** What may still come: what was asked for only lately, and does not show. */
export function stillAwaited(awaited: readonly Awaited[], live: Pairs, nowMs: number): Awaited[] {
  return awaited.flatMap((one) => {
    const isToShow = one.action === "bind";
    const keyIds = one.keyIds.filter((keyId) => live.has({ instanceId: one.instanceId, keyId }) !== isToShow);
    const isRecent = nowMs - Date.parse(one.since) < AWAITED_FOR_MS;
    return isRecent && keyIds.length > 0 ? [{ ...one, keyIds }] : [];
  });
}

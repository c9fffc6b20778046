import type { Pair } from "./pairs.js";
import type { ToldOf } from "./program.js";

/** That an association was checked. */
interface Claimed {
  what: "claimed";
  region: string;
  keyIds: readonly string[];
  instanceIds: readonly string[];
  owner: string;
  told?: ToldOf;
}

/** One thing that the provider processes of a run have to know of each other. */
export type ClaimNote =
  | Claimed
  | { what: "released" | "ended" | "left"; region: string; pairs: readonly Pair[] }
  | { what: "failed"; owner: string }
  | { what: "adopted"; region: string; keyId: string };

/** Where the provider processes of one run tell each other what the program declares and what they give up. */
export interface ClaimBoard {
  /** Everybody else hears of it at the latest in their next turn of the event loop. Never throws. */
  post(note: ClaimNote): void;
  /** What the others have posted since this was asked for last. Never throws. */
  news(): readonly ClaimNote[];
}

/** For a process that has no others. */
export const NO_OTHERS: ClaimBoard = { post: () => undefined, news: () => [] };

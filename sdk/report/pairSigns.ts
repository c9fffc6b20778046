import type { PairStatus } from "./access.js";

/** How a page shows what becomes of a pair. */
export interface PairSign {
  /** What is seen. */
  sign: string;
  /** What is said. */
  word: string;
  meaning: string;
}

/** The signs, in the order of a legend. */
export const PAIR_SIGNS: Readonly<Record<PairStatus, PairSign>> = {
  kept: { sign: "●", word: "kept", meaning: "bound, and stays so" },
  added: { sign: "+", word: "added", meaning: "will be bound" },
  removed: { sign: "−", word: "removed", meaning: "will be unbound" },
  mayBeRemoved: { sign: "−?", word: "perhaps removed", meaning: "hangs on ids that the preview does not show" },
  restored: { sign: "!+", word: "drifted, added again", meaning: "unbound by somebody else, will be bound again" },
  drifted: { sign: "!", word: "drifted", meaning: "unbound by somebody else, and stays so" },
};

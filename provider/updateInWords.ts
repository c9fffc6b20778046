/** What an update is for, in the words of one line under its resource. Pure. */
import { named } from "./named.js";
import type { Pairs } from "./pairs.js";

/** What of the pairs an update exchanges. */
export interface Exchange {
  toBind: Pairs;
  toUnbind: Pairs;
  /** Pairs that are no longer declared here and stay bound, since others declare them. */
  elsewhere: Pairs;
  /** The names of those others. */
  takenBy: readonly string[];
}

/** What an update is for, as far as what is recorded and what is declared tell. */
export interface PlannedUpdate extends Exchange {
  /** Instances whose keys were bound for another user than is declared now. */
  rebound: readonly string[];
  /** Instances that an earlier change has left down and this one is to start. */
  restore: readonly string[];
  /** Pairs that a failed change asked to bind, which are no longer declared. */
  lateBinds: Pairs;
  /** Pairs that a failed change asked to unbind, which are declared. */
  lateUnbinds: Pairs;
  /** Pairs of others that a bind of this association has dropped. */
  voided: Pairs;
}

/** How many pairs or instances a line names before it counts them. */
const MAX_NAMED = 8;

/**
 * The line; undefined where the update calls nothing. The engine compares lists by index, so an id that is taken out
 * shows as many changed lines: here it has a name.
 */
export function updateInWords(update: PlannedUpdate): string | undefined {
  const parts = [
    ...pairsInWords("bind", "to", update.toBind),
    ...pairsInWords("unbind", "from", update.toUnbind),
    ...pairsInWords("leave", "bound to", update.elsewhere, `, for ${named([...new Set(update.takenBy)], MAX_NAMED)}`),
    ...instancesInWords(update.rebound, (ids) => `bind again for the user that is declared now, on ${ids}`),
    ...instancesInWords(update.restore, (ids) => `start ${ids} where STOPPED, as an earlier change may have left it`),
    ...pairsInWords("undo, if it still takes effect, the failed bind of", "to", update.lateBinds),
    ...pairsInWords("undo, if it still takes effect, the failed unbind of", "from", update.lateUnbinds),
    ...pairsInWords("look again for", "on", update.voided, ", which a bind of this association dropped"),
  ];
  return parts.length > 0 ? `will ${parts.join("; ")}` : undefined;
}

function pairsInWords(verb: string, preposition: string, pairs: Pairs, more = ""): string[] {
  if (pairs.size === 0) return [];
  const ids = pairs.instanceIds();
  if (pairs.size > MAX_NAMED) {
    return [`${verb} ${pairs.keyIds().length} key pairs ${preposition} ${ids.length} instances${more}`];
  }
  return ids.map((id) => `${verb} ${pairs.keysOf(id).join(", ")} ${preposition} ${id}${more}`);
}

function instancesInWords(ids: readonly string[], sentence: (ids: string) => string): string[] {
  if (ids.length === 0) return [];
  return [sentence(ids.length > MAX_NAMED ? `${ids.length} instances` : ids.join(", "))];
}

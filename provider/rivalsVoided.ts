import type { Pair } from "./pairs.js";

/** A key that another association of the program declares on an instance. */
export interface RivalKey {
  keyId: string;
  /** The name of that association. */
  owner: string;
}

/** What to do where a service drops the earlier keys of an instance when another is bound. */
export const DECLARE_TOGETHER =
  "Declare all keys of the instance in one association, and none of them later than the others.";

/** A bind of ours that has cost an instance keys: the service drops the earlier ones. */
export class RivalsVoided extends Error {
  override readonly name = "RivalsVoided";
  /** Those of the keys that other associations of the program declare. */
  readonly pairs: readonly Pair[];

  /** `lost`: keys that the association declares itself. `voided`: those that others declare. */
  constructor(instanceId: string, bound: readonly string[], lost: readonly string[], voided: readonly RivalKey[]) {
    const named = [...lost, ...voided.map(inWords)].join(", ");
    super(
      `${named} was bound to ${instanceId} and is no longer, since ${bound.join(", ")} was bound: ` +
        `this service drops the earlier keys of an instance when another is bound. ${DECLARE_TOGETHER}`,
    );
    this.pairs = voided.map(({ keyId }) => ({ instanceId, keyId }));
  }
}

/** A rival's key with its owner, for messages. */
export function inWords({ keyId, owner }: RivalKey): string {
  return `${keyId} (declared by ${owner})`;
}

import { type Pair, Pairs } from "../../provider/pairs.js";
import { declaredPairs, pairsOf } from "../../provider/state.js";
import type { AssociationStep, Declared, IdList } from "./associationStep.js";
import type { Live } from "./live.js";

/** What is known of the pairs of one place: from what was recorded, from what is declared, and from what is live. */
export class KnownPairs {
  /** What was recorded as bound, before a refresh that is part of the preview, and what is declared. */
  readonly all: Pairs;
  /** What was bound when the stack was last brought up or refreshed. */
  private readonly recorded: Pairs;
  private readonly everRecorded: Pairs;
  private readonly declared: Pairs;
  private readonly vague: Vague[];

  /** @param steps Those of one place, refreshes included. */
  constructor(
    steps: readonly AssociationStep[],
    private readonly live: Live,
  ) {
    const current = withoutRefreshes(steps);
    this.recorded = Pairs.of(current.flatMap(recordedBy));
    this.everRecorded = Pairs.of(steps.flatMap(recordedBy));
    this.declared = Pairs.of(current.flatMap(declaredBy));
    this.all = this.declared.plus(this.everRecorded);
    this.vague = steps.flatMap(({ after }) =>
      after && (isVague(after.keyIds) || isVague(after.instanceIds)) ? [vagueFrom(after)] : [],
    );
  }

  /** Whether a pair is bound before the apply: as seen, or else as recorded. */
  isBound(pair: Pair): boolean {
    return this.live.isBound(pair.keyId, pair.instanceId) ?? this.recorded.has(pair);
  }

  /** Whether a pair was ever bound through an association. */
  wasRecorded(pair: Pair): boolean {
    return this.everRecorded.has(pair);
  }

  isDeclared(pair: Pair): boolean {
    return this.declared.has(pair);
  }

  /** Whether ids that the preview does not show may declare a pair. */
  mayBeDeclared({ keyId, instanceId }: Pair): boolean {
    return this.vague.some(({ mayHaveKey, mayHaveInstance }) => mayHaveKey(keyId) && mayHaveInstance(instanceId));
  }
}

/** A refreshed association without a further step is unchanged, and is what its refresh started from. */
export function withoutRefreshes(steps: readonly AssociationStep[]): AssociationStep[] {
  const others = new Set(steps.filter(({ op }) => op !== "refresh").map(({ urn }) => urn));
  return steps.filter(({ op, urn }) => op !== "refresh" || !others.has(urn));
}

function recordedBy({ before }: AssociationStep): Pair[] {
  return before ? [...pairsOf(before.bindings)] : [];
}

function declaredBy(step: AssociationStep): Pair[] {
  if (step.op === "refresh") return recordedBy(step);
  const { after } = step;
  return after ? [...declaredPairs({ keyIds: after.keyIds.known, instanceIds: after.instanceIds.known })] : [];
}

/** A declaration in which ids that are not shown may stand for ones that are bound already. */
interface Vague {
  mayHaveKey: (id: string) => boolean;
  mayHaveInstance: (id: string) => boolean;
}

function vagueFrom({ keyIds, instanceIds }: Declared): Vague {
  return { mayHaveKey: mayHave(keyIds), mayHaveInstance: mayHave(instanceIds) };
}

function mayHave(list: IdList): (id: string) => boolean {
  if (isVague(list)) return () => true;
  const known = new Set(list.known);
  return (id) => known.has(id);
}

/** What is made in the same run is nothing that was bound before. */
function isVague({ hidden }: IdList): boolean {
  return hidden !== undefined && hidden.why !== "new";
}

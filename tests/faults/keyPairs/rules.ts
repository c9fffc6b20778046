import type { Place } from "../boundaries";
import { type FaultKind, KEY_PAIR_WRITES, type Lasting, PASSING } from "../fault";
import type { Named } from "../rule";

/**
 * How a command ends under a fault:
 *
 * - `retried`, `adopted`, `done without`, `refused`: as in the table of associations
 * - `made again`: the pair whose private key was lost is deleted, another one is made, and all is done
 * - `left`: an error that names a pair which may be there, and whose private key nobody has
 * - `partial`: an error; the new pair is in state, and so is the old one, which the next command deletes
 */
export type KeyPairEnding = "retried" | "adopted" | "done without" | "refused" | "made again" | "left" | "partial";

/** What is expected of every cell that it fits. Of several that fit, the first decides. */
export interface KeyPairRule {
  kinds: readonly FaultKind[];
  lasting?: Lasting;
  places: readonly Place[];
  /** All scenarios unless given, by name. */
  scenarios?: readonly string[];
  ending: KeyPairEnding;
  /** Whom the error names, beside what every error tells; of what ends in one. */
  names?: readonly Named[];
  because: string;
}

const READS: readonly Place[] = ["look", "confirmation"];
const CARRIED_OUT: readonly FaultKind[] = ["service fault, carried out", "no answer, carried out"];
const UNTRUE: readonly FaultKind[] = ["refused as done already, untrue", "refused as an unknown key, untrue"];

/** The table of expectations; `docs/faults.md` is written from it. */
export const KEY_PAIR_RULES: readonly KeyPairRule[] = [
  {
    kinds: [...PASSING, "refused"],
    places: ["account"],
    ending: "done without",
    because: "The account is recorded where it can be told; a command that finds the pair does not depend on it.",
  },
  {
    kinds: [...PASSING, "refused"],
    places: ["confirmation"],
    scenarios: ["key import", "key create", "key create by name"],
    ending: "done without",
    because: "The pair is made and its private key in hand; only when it was made is left to be told by a refresh.",
  },
  {
    kinds: ["no answer, not carried out"],
    lasting: "once",
    places: ["confirmation"],
    scenarios: ["key replace"],
    ending: "done without",
    because: "When the new pair was made is waited for some seconds only; a refresh tells it.",
  },
  {
    kinds: PASSING,
    lasting: "once",
    places: READS,
    ending: "retried",
    because: "A read is free to repeat.",
  },
  {
    kinds: [...PASSING, "refused"],
    lasting: "from then on",
    places: ["look"],
    ending: "refused",
    names: ["keys"],
    because: "Nothing is made or deleted before it is known what is there.",
  },
  {
    kinds: [...PASSING, "refused"],
    lasting: "from then on",
    places: ["confirmation"],
    scenarios: ["key replace"],
    ending: "partial",
    names: ["what was read"],
    because: "The new pair is made; the old one is deleted only where it is seen to be unbound.",
  },
  {
    kinds: [...PASSING, ...UNTRUE, "refused as busy"],
    lasting: "once",
    places: KEY_PAIR_WRITES,
    ending: "retried",
    because: "It was not carried out, for sure or as a look shows, and only then is it sent again.",
  },
  {
    kinds: CARRIED_OUT,
    places: ["import", "delete"],
    ending: "adopted",
    because: "Whether a call without an answer was carried out is looked up before anything is sent again.",
  },
  {
    kinds: CARRIED_OUT,
    places: ["create"],
    scenarios: ["key create"],
    ending: "made again",
    because: "The private key went with the answer. The name was drawn for this pair, so it is certainly ours.",
  },
  {
    kinds: CARRIED_OUT,
    places: ["create"],
    ending: "left",
    names: ["keys"],
    because: "Under a declared name somebody else may have made it in the same moment: nothing of theirs is deleted.",
  },
  {
    kinds: ["service fault, not carried out", "no answer, not carried out"],
    lasting: "from then on",
    places: ["create"],
    ending: "left",
    names: ["keys"],
    because: "The tries are bounded, and the last may be on its way still: the error names the pair.",
  },
  {
    kinds: [...PASSING, ...UNTRUE, "refused", "refused as busy"],
    lasting: "from then on",
    places: ["import", "create"],
    ending: "refused",
    names: ["keys"],
    because: "Nothing was made, and the error says what to do.",
  },
  {
    kinds: [...PASSING, ...UNTRUE, "refused", "refused as busy"],
    lasting: "from then on",
    places: ["delete"],
    scenarios: ["key replace"],
    ending: "partial",
    names: ["keys"],
    because: "The new pair is made and stays; the old one is deleted by the next run.",
  },
  {
    kinds: [...PASSING, ...UNTRUE, "refused", "refused as busy"],
    lasting: "from then on",
    places: ["delete"],
    ending: "refused",
    names: ["keys"],
    because: "The pair is there still and stays in state.",
  },
];

/** The rule that says what is expected where a fault of a kind meets a call; undefined where none was made. */
export function keyPairRuleFor(cell: {
  kind: FaultKind;
  lasting: Lasting;
  place: Place;
  scenario: string;
}): KeyPairRule | undefined {
  return KEY_PAIR_RULES.find(
    ({ kinds, lasting = cell.lasting, places, scenarios }) =>
      kinds.includes(cell.kind) &&
      lasting === cell.lasting &&
      places.includes(cell.place) &&
      (scenarios?.includes(cell.scenario) ?? true),
  );
}

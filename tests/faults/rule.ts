import type { Place } from "./boundaries";
import type { FaultKind, Lasting } from "./fault";

/**
 * How a command ends under a fault:
 *
 * - `retried`: the call was made again, and all is done
 * - `waited`: what was in the way has passed or come into view, and all is done
 * - `adopted`: what the call was to bring about is there already, so it was not made again, and all is done
 * - `done without`: the command does not depend on it, and all is done
 * - `partial`: an error; what is bound, or may be, is in state, and the next command does the rest
 * - `refused`: an error; nothing was changed, neither there nor in state
 */
export type Ending = "retried" | "waited" | "adopted" | "done without" | "partial" | "refused";

/**
 * What is carried out by calls:
 *
 * - `all`: each pair that is to change, once
 * - `rest`: the same, but for the pairs on WEB, which somebody else changed
 * - `again`: the same, and those on WEB a second time, since the first was undone
 * - `some`: each pair at most once, and no other
 * - `nothing`
 */
export type Doing = "all" | "rest" | "again" | "some" | "nothing";

/**
 * Whom an error names, beside what every error tells: the code or the reason in words, the RequestId where there was a
 * reply, and what to do next.
 *
 * - `instances`: those that the call named which the fault hit, or WEB where it is about that one alone
 * - `keys`: the key pairs that this call named
 * - `what was read`: either, whichever this call asked for
 */
export type Named = "instances" | "keys" | "what was read";

/** What is expected of every cell that it fits. Of several that fit, the first decides. */
export interface Rule {
  kinds: readonly FaultKind[];
  lasting?: Lasting;
  /** All places unless given. */
  places?: readonly Place[];
  /** All scenarios unless given, by name. */
  scenarios?: readonly string[];
  ending: Ending;
  /** `nothing` of what is refused, `some` of what is partial, `all` of the others, unless given. */
  does?: Doing;
  /** Of what ends in an error. */
  names?: readonly Named[];
  because: string;
}

/** What is carried out by calls where a rule holds. */
export function doingOf({ does, ending }: Pick<Rule, "does" | "ending">): Doing {
  if (does !== undefined) return does;
  if (ending === "refused") return "nothing";
  return ending === "partial" ? "some" : "all";
}

/** The rule that says what is expected where a fault of a kind meets a call; undefined where none was made. */
export function ruleFor(
  rules: readonly Rule[],
  cell: { kind: FaultKind; lasting: Lasting; place: Place; scenario: string },
): Rule | undefined {
  return rules.find(
    ({ kinds, lasting = cell.lasting, places, scenarios }) =>
      kinds.includes(cell.kind) &&
      lasting === cell.lasting &&
      (places?.includes(cell.place) ?? true) &&
      (scenarios?.includes(cell.scenario) ?? true),
  );
}

import { pairsOf, without } from "../faults/tally";
import { writtenBy } from "./boundary";
import type { Cell } from "./crash";
import { ruleFor } from "./rules";

/** What calls carry out, as pairs, sorted. */
export interface Work {
  bound: readonly string[];
  unbound: readonly string[];
}

/** All that one cell is held against. */
export interface Expectation {
  /** What the command carries out; together with the next `up` where both are at work at a time. */
  command: Work;
  /** What state holds of the association after the command. */
  leaves: "as before" | "pending" | "recorded";
  /** What the next `up` carries out. */
  up: Work;
  /** The pairs that are bound, and those that are recorded, after the `up`. */
  bound: readonly string[];
  recorded: readonly string[];
  /** How often the command and the `up` together shut each machine down. */
  shutdownsEach: number;
  machines: "running" | "down, and told";
}

const NOTHING: Work = { bound: [], unbound: [] };

/** What the table says of a cell, in pairs and numbers. */
export function expectationOf(cell: Cell): Expectation {
  const { scenario, boundary, moment } = cell;
  const { carriesOut, leaves, up, machines } = ruleFor(cell);
  const [before, after] = [pairsOf(scenario.before), pairsOf(scenario.after)];
  const written = carriesOut === "all" ? scenario.writes : writtenBy(boundary, moment);
  const command = {
    bound: written.includes("bind") ? without(after, before) : [],
    unbound: written.includes("unbind") ? without(before, after) : [],
  };
  const rest = {
    bound: without(without(after, before), command.bound),
    unbound: without(without(before, after), command.unbound),
  };
  const next = { "the rest": rest, nothing: NOTHING, "all anew": { bound: before, unbound: [] } }[up];
  const bound = without(
    [...before, ...command.bound, ...next.bound],
    [...(up === "all anew" ? [] : command.unbound), ...next.unbound],
  );
  const isUnseen = scenario.command === "destroy" && up === "nothing";
  return {
    command,
    leaves,
    up: next,
    bound: [...new Set(bound)].sort(),
    recorded: isUnseen ? before : [...new Set(bound)].sort(),
    shutdownsEach: shutdownsOf(command, next, up === "all anew"),
    machines,
  };
}

/** A machine whose keys change goes down once, even for a bind and an unbind; one whose keys are made anew, once more. */
function shutdownsOf(command: Work, next: Work, isAnew: boolean): number {
  const isChanged = ({ bound, unbound }: Work): boolean => bound.length + unbound.length > 0;
  return (isChanged(command) || isChanged(next) ? 1 : 0) + (isAnew ? 1 : 0);
}

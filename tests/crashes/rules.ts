import { writtenBy } from "./boundary";
import type { Cell, Crash } from "./crash";

/** How far a command has come where it is cut off. */
type Progress = "nothing written" | "machines down" | "all written";

/** What is expected of every cell that it fits. Of several that fit, the first decides. */
export interface Rule {
  crashes: readonly Crash[];
  /** All commands unless given. */
  command?: "up" | "destroy";
  /** Any unless given. */
  progress?: Progress;
  /** What of its writes the command carries out: all, or those up to where it was cut off. */
  carriesOut: "all" | "so far";
  /** What state holds of it: nothing new, that it was under way, or all that was done. */
  leaves: "as before" | "pending" | "recorded";
  /** What the next `up` writes: what the command has not, nothing, or all of the association anew. */
  up: "the rest" | "nothing" | "all anew";
  /** How the machines are after that. Those that are left down are named in a warning. */
  machines: "running" | "down, and told";
  because: string;
}

const LOST: readonly Crash[] = ["both killed", "interrupted twice"];
const RUNS_ON: readonly Crash[] = ["command line killed", "command line killed, up at once"];

/**
 * The table of expectations. The next `refresh` writes nothing in any of these cells, and brings the record to what is
 * there; the `destroy` after it unbinds what is bound, once, and leaves nothing, neither there nor in state.
 */
export const RULES: readonly Rule[] = [
  {
    crashes: RUNS_ON,
    command: "up",
    carriesOut: "all",
    leaves: "pending",
    up: "nothing",
    machines: "running",
    because:
      "The provider's call runs on to its end without the engine; the next create or update adopts what is there. Where both are at work at a time, the service refuses the second of each write, and who is refused looks again.",
  },
  {
    crashes: RUNS_ON,
    command: "destroy",
    carriesOut: "all",
    leaves: "pending",
    up: "nothing",
    machines: "running",
    because:
      "What the provider unbinds after the engine's end is recorded nowhere; an up without a refresh compares with what is recorded and calls nothing.",
  },
  {
    crashes: ["interrupted once"],
    command: "up",
    carriesOut: "all",
    leaves: "recorded",
    up: "nothing",
    machines: "running",
    because: "The engine waits for the call that is under way, records what came of it, and begins no other.",
  },
  {
    crashes: ["interrupted once"],
    command: "destroy",
    carriesOut: "all",
    leaves: "recorded",
    up: "all anew",
    machines: "running",
    because: "The delete under way ends and is recorded; what the program still declares is then made again.",
  },
  ...(["provider killed", ...LOST] as const).flatMap((crash): Rule[] => {
    const cutOff = { crashes: [crash], carriesOut: "so far", leaves: leftBy(crash) } as const;
    return [
      {
        ...cutOff,
        command: "destroy",
        up: "nothing",
        machines: "running",
        because:
          "A delete without its end keeps the resource as it was recorded; an up without a refresh compares with that and calls nothing.",
      },
      {
        ...cutOff,
        progress: "machines down",
        up: "the rest",
        machines: "down, and told",
        because:
          "Who was cut off between the shutdown and the start cannot be known: the machines are not taken down a second time, not started on a guess, and named in a warning.",
      },
      {
        ...cutOff,
        command: "up",
        up: "the rest",
        machines: "running",
        because: "Every write starts from what is there: what was carried out is adopted, what was not is done.",
      },
    ];
  }),
];

/** The engine that lives sees the provider's end as an error and records no change; one that dies leaves a pending one. */
function leftBy(crash: Crash): Rule["leaves"] {
  return crash === "provider killed" ? "as before" : "pending";
}

/** The rule of a cell. Throws where there is none: nothing may be left without an expectation. */
export function ruleFor(cell: Cell): Rule {
  const rule = RULES.find(
    ({ crashes, command = cell.scenario.command, progress = progressOf(cell) }) =>
      crashes.includes(cell.crash) && command === cell.scenario.command && progress === progressOf(cell),
  );
  if (!rule) throw new Error(`no rule for ${cell.name}`);
  return rule;
}

function progressOf({ scenario, boundary, moment }: Cell): Progress {
  const written = writtenBy(boundary, moment).length;
  if (written === 0) return "nothing written";
  return written < scenario.writes.length ? "machines down" : "all written";
}

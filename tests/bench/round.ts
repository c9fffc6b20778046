import { readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Program } from "../engine/program";
import type { BenchCloud, Called } from "./benchCloud";
import { benchProgram, type Contestant, declare } from "./benchProgram";
import { declared, pairsIn, type Shape } from "./shape";
import { timedCommand } from "./timedCommand";

/** What is measured of each program, in this order. */
export const COMMANDS = ["preview", "create", "no change", "one more instance", "refresh", "destroy"] as const;

/** One of the things that are measured of each program. */
export type Command = (typeof COMMANDS)[number];

/** How many operations each instance that a command changes has to wait for. */
export const OPERATIONS: Readonly<Record<Command, 0 | 1>> = {
  preview: 0,
  create: 1,
  "no change": 0,
  "one more instance": 1,
  refresh: 0,
  destroy: 1,
};

/** What one command took and called, and what it left in the state. */
export interface Measured {
  wallMs: number;
  peakBytes: number | undefined;
  called: Called;
  /** Size of the file that holds the stack's state. */
  stateBytes: number;
}

/** A round: each command once. */
export type Round = Readonly<Record<Command, Measured>>;

/**
 * The life of one program: each command once, with what it took.
 *
 * @throws When a command fails, or has not brought about what it says.
 */
export async function round(whose: Contestant, cloud: BenchCloud, shape: Shape, operationMs: number): Promise<Round> {
  const fleet = await cloud.prepare(shape, operationMs);
  const program = await benchProgram(whose, cloud.env);
  const step = async (command: "preview" | "up" | "refresh" | "destroy", boundAfter: number): Promise<Measured> => {
    await cloud.newCalls();
    const taken = await timedCommand(program, command, shape.parallel);
    const called = await cloud.newCalls();
    await cloud.mustHold(whose === "ours" ? boundAfter : 0);
    return { ...taken, called, stateBytes: await stateBytes(program) };
  };
  const up = async (isChanged: boolean): Promise<Measured> => {
    await declare(program, declared(shape, cloud.region, fleet, isChanged));
    return step("up", pairsIn(shape) + (isChanged ? shape.keys : 0));
  };
  try {
    await declare(program, declared(shape, cloud.region, fleet, false));
    return {
      preview: await step("preview", 0),
      create: await up(false),
      "no change": await up(false),
      "one more instance": await up(true),
      refresh: await step("refresh", pairsIn(shape) + shape.keys),
      destroy: await step("destroy", 0),
    };
  } finally {
    await program.remove();
  }
}

async function stateBytes(program: Program): Promise<number> {
  const stacks = join(dirname(program.folder), "state", ".pulumi", "stacks");
  const files = await readdir(stacks, { recursive: true });
  const states = files.filter((file) => file.endsWith(`${program.stack.name}.json`));
  const [file] = states;
  if (file === undefined || states.length > 1) throw new Error(`${states.length} files of state in ${stacks}`);
  return (await stat(join(stacks, file))).size;
}

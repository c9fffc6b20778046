import type { ProcessResult } from "../engine/runProcess";
import type { Tally } from "../faults/tally";
import type { Cell } from "./crash";
import type { Site } from "./site";
import { until, within } from "./within";

/** What the engine prints when it has heard the first interrupt. */
const HEARD = /received; cancelling/;

/** A command that was cut off, and the `up` after it. */
export interface CutOff {
  command: ProcessResult;
  /** What the command carried out, whoever was alive; together with the `up` where both were at work at a time. */
  work: Tally;
  /** How the `up` ended, where it was run already. */
  up?: ProcessResult;
}

/** Runs the command of a cell, cuts it off exactly where the cell says, and sees to it that all that runs on has ended. */
export async function cutOff(site: Site, cell: Cell): Promise<CutOff> {
  const { scenario, boundary, moment } = cell;
  let heard: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    heard = resolve;
  });
  let printed = "";
  const reached = site.calls.hold(boundary, moment);
  const ended = site.run(scenario.command, (text) => {
    printed += text;
    if (HEARD.test(printed)) heard();
  });
  const isThrough = await within("the call", Promise.race([reached.then(() => false), ended.then(() => true)]));
  if (isThrough) throw new Error(`${scenario.name} came to its end without ${boundary.name}: ${printed}`);
  return strike(site, cell, { ended, interrupted });
}

async function strike(
  site: Site,
  { scenario, crash }: Cell,
  { ended, interrupted }: { ended: Promise<ProcessResult>; interrupted: Promise<void> },
): Promise<CutOff> {
  const { calls, world } = site;
  const end = async (): Promise<CutOff> => ({
    command: await within("the end of the command", ended),
    work: await world.happened(),
  });
  /** Nobody waits for the held call any more: it never goes on. */
  const endOfAll = async (): Promise<CutOff> => {
    await within("the end of the command", ended);
    await until("the end of the provider", async () => !(await site.isRunning("provider")));
    calls.letOthersPass();
    return end();
  };
  switch (crash) {
    case "provider killed":
      await site.signal("provider", "SIGKILL");
      return endOfAll();
    case "both killed":
      await site.signal("command line", "SIGKILL");
      await site.signal("provider", "SIGKILL");
      return endOfAll();
    case "interrupted once":
      await site.signal("command line", "SIGINT");
      await within("the answer to an interrupt", interrupted);
      calls.letGo();
      return end();
    case "interrupted twice":
      await site.signal("command line", "SIGINT");
      await within("the answer to an interrupt", interrupted);
      await site.signal("command line", "SIGINT");
      return endOfAll();
    case "command line killed":
      await site.signal("command line", "SIGKILL");
      calls.letGo();
      await world.untilQuietWith(scenario.after);
      return end();
    case "command line killed, up at once":
      await site.signal("command line", "SIGKILL");
      return withUpAtOnce(site, scenario.after, await within("the end of the command", ended));
  }
}

/** The held call goes on when the `up` has changed something, or has ended without: then both are at work. */
async function withUpAtOnce(
  site: Site,
  after: Cell["scenario"]["after"],
  command: ProcessResult,
): Promise<CutOff & { up: ProcessResult }> {
  const { calls, world } = site;
  const before = (await world.cloud.calls()).length;
  calls.letOthersPass();
  await site.unlock();
  let isOver = false;
  const next = site.run("up").finally(() => {
    isOver = true;
  });
  await world.untilWritten(before, () => isOver);
  calls.letGo();
  const up = await within("the end of the up", next);
  await world.untilQuietWith(after);
  return { command, up, work: await world.happened() };
}

import { isDeepStrictEqual } from "node:util";
import type { StateResource } from "../engine/programState";
import type { ProcessResult } from "../engine/runProcess";
import { pairsOf, type Tally } from "../faults/tally";
import type { Cell } from "./crash";
import { type Expectation, expectationOf, type Work } from "./expectation";
import { ASSOCIATION } from "./scenarios";
import type { Site } from "./site";
import { type CutOff, cutOff } from "./strike";

/** How a cell went. */
export interface CellResult {
  /** What was found not to be as expected. */
  faults: string[];
  /** What was called and printed, step by step, to see why. */
  story: string[];
}

/** What state tells of the association. */
interface Recorded {
  isThere: boolean;
  pairs: string[];
  pending: number;
  all: number;
}

/** Cuts a command off as a cell says; then up, refresh and destroy in turn, each held against what is expected. */
export async function runCell(site: Site, cell: Cell): Promise<CellResult> {
  const trial = new Trial(site, cell);
  try {
    await trial.run();
  } catch (error) {
    trial.faults.push(`it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return trial;
}

class Trial implements CellResult {
  readonly faults: string[] = [];
  readonly story: string[] = [];
  private readonly expected: Expectation;

  constructor(
    private readonly site: Site,
    private readonly cell: Cell,
  ) {
    this.expected = expectationOf(cell);
  }

  async run(): Promise<void> {
    await this.site.begin(this.cell.scenario);
    const crashed = await cutOff(this.site, this.cell);
    this.tell(this.cell.scenario.command, crashed.command, crashed.work);
    // An interrupted command may have nothing left to do by the time its call has ended; then it is done.
    if (crashed.command.code === 0 && this.expected.leaves !== "recorded") {
      this.faults.push("the command that was cut off was reported done");
    }
    await this.site.world.cloud.heal();
    await this.afterCrash(crashed);
    await this.up(crashed);
    await this.refresh();
    await this.destroy();
  }

  private async afterCrash({ work, up }: CutOff): Promise<void> {
    const { command, leaves } = this.expected;
    this.compareWork("the command", work, command);
    // The up at once has recorded already.
    if (up) return;
    const now = await this.recorded();
    this.compare("operations pending after it", now.pending, leaves === "pending" ? 1 : 0);
    const { before, after } = this.cell.scenario;
    this.compare("recorded after it", now.pairs, pairsOf(leaves === "recorded" ? after : before));
  }

  private async up(crashed: CutOff): Promise<void> {
    const { site, expected } = this;
    if (!crashed.up && /killed/.test(this.cell.crash)) await site.unlock();
    const up = crashed.up ?? (await site.run("up"));
    const work = await site.world.happened();
    this.tell("up", up, work);
    this.succeeded("up", up);
    this.compareWork("the up", work, expected.up);
    this.compare("bound after the up", pairsOf(work.bindings), expected.bound);
    this.compare("shut down until then", shutdownsOf(crashed.work, work), this.shutdowns(expected.shutdownsEach));
    const { isThere, pairs } = await this.recorded();
    this.compare("in state after the up", isThere, true);
    this.compare("recorded after the up", pairs, expected.recorded);
    await this.machines(up);
  }

  private async machines({ stdout }: ProcessResult): Promise<void> {
    const down = await this.site.world.down();
    const ids = this.expected.machines === "running" ? [] : this.changedIds();
    this.compare("left down", [...down].sort(), ids);
    const warnings = stdout.split("\n").filter((line) => /warning: .*STOPPED/.test(line));
    const untold = down.filter((instanceId) => !warnings.some((line) => line.includes(instanceId)));
    if (untold.length > 0) this.faults.push(`left down without a warning: ${untold.join(", ")}`);
  }

  private async refresh(): Promise<void> {
    const refresh = await this.site.run("refresh");
    const work = await this.site.world.happened();
    this.tell("refresh", refresh, work);
    this.succeeded("refresh", refresh);
    this.compareWork("the refresh", work, { bound: [], unbound: [] });
    this.compare("shut down by the refresh", work.shutdowns, {});
    const { isThere, pairs, pending } = await this.recorded();
    this.compare("in state after the refresh", isThere, true);
    this.compare("recorded after the refresh", pairs, this.expected.bound);
    this.compare("operations pending after the refresh", pending, 0);
  }

  private async destroy(): Promise<void> {
    const running = this.instanceIds().filter((id) => this.expected.bound.some((pair) => pair.endsWith(id)));
    const down = await this.site.world.down();
    const destroy = await this.site.run("destroy");
    const work = await this.site.world.happened();
    this.tell("destroy", destroy, work);
    this.succeeded("destroy", destroy);
    this.compareWork("the destroy", work, { bound: [], unbound: this.expected.bound });
    this.compare("bound after the destroy", pairsOf(work.bindings), []);
    const goingDown = running.filter((instanceId) => !down.includes(instanceId));
    this.compare(
      "shut down by the destroy",
      sorted(work.shutdowns),
      Object.fromEntries(goingDown.map((id) => [id, 1])),
    );
    const { all, pending } = await this.recorded();
    this.compare("resources and pending operations in the end", all + pending, 0);
    this.compare("down after the destroy and not before", this.newlyDown(down, await this.site.world.down()), []);
  }

  private newlyDown(before: readonly string[], now: readonly string[]): string[] {
    return now.filter((instanceId) => !before.includes(instanceId));
  }

  private async recorded(): Promise<Recorded> {
    const { resources, pendingOperations } = await this.site.program.exportState();
    const ours = resources.filter(({ urn }) => urn.endsWith(`::${ASSOCIATION}`));
    if (ours.length > 1) this.faults.push(`${ours.length} associations are in state`);
    const pairs = ours.flatMap(pairsIn).sort();
    return { isThere: ours.length > 0, pairs, pending: pendingOperations.length, all: resources.length };
  }

  private shutdowns(each: number): Record<string, number> {
    return each === 0 ? {} : Object.fromEntries(this.changedIds().map((instanceId) => [instanceId, each]));
  }

  private changedIds(): string[] {
    const { before, after } = this.cell.scenario;
    return this.instanceIds().filter((id) => !isDeepStrictEqual(before[id], after[id]));
  }

  private instanceIds(): string[] {
    const { before, after } = this.cell.scenario;
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  }

  private succeeded(what: string, { code, stdout, stderr, failure }: ProcessResult): void {
    if (code === 0) return;
    const errors = `${stdout}\n${stderr}`.split("\n").filter((line) => /error:/.test(line));
    this.faults.push(`${what} failed (${failure ?? code}): ${errors.join(" ").trim()}`);
  }

  private compareWork(what: string, work: Tally, expected: Work): void {
    this.compare(`bound by ${what}`, work.bound, expected.bound);
    this.compare(`unbound by ${what}`, work.unbound, expected.unbound);
  }

  private compare(what: string, found: unknown, expected: unknown): void {
    const [shown, wanted] = [found, expected].map((value) => JSON.stringify(value));
    if (shown !== wanted) this.faults.push(`${what}: ${shown}, expected ${wanted}`);
  }

  private tell(what: string, { code, stdout, stderr }: ProcessResult, { calls }: Tally): void {
    const called = calls.map(({ action, reply, executed }) =>
      [action, reply.code, executed ? "" : "(not carried out)"].filter(Boolean).join(" "),
    );
    this.story.push(`${what} ended with ${code}`, `calls: ${called.join("; ")}`, stdout.trim(), stderr.trim());
  }
}

function pairsIn({ outputs }: StateResource): string[] {
  const bindings = (outputs?.["bindings"] ?? []) as readonly { instanceId: string; keyIds: string[] }[];
  return pairsOf(Object.fromEntries(bindings.map(({ instanceId, keyIds }) => [instanceId, keyIds])));
}

/** By machine, sorted, how often it was shut down in both together. */
function shutdownsOf(one: Tally, other: Tally): Record<string, number> {
  const ids = [...Object.keys(one.shutdowns), ...Object.keys(other.shutdowns)];
  return sorted(Object.fromEntries(ids.map((id) => [id, (one.shutdowns[id] ?? 0) + (other.shutdowns[id] ?? 0)])));
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

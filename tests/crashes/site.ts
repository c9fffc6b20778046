import type { Deployment } from "@pulumi/pulumi/automation";
import { createProgram } from "../engine/createProgram";
import type { Program } from "../engine/program";
import type { RunningProcess } from "../engine/programProcesses";
import type { ProcessResult } from "../engine/runProcess";
import { pairsOf } from "../faults/tally";
import { Cloud } from "../lifecycle/cloud";
import { Control } from "../lifecycle/control";
import { ALICE } from "../lifecycle/ids";
import { type RunningLighthouse, startLighthouse } from "../lighthouse/startLighthouse";
import { boundariesOf } from "./boundary";
import { HeldCalls, HOLDING } from "./heldCalls";
import { programWith, type Scenario } from "./scenarios";
import { World } from "./world";

/** Operations are short, and yet seen under way. */
const SETTINGS = { operationMs: 150, rateLimits: false };

/** For every command: nothing is asked, and there is no preview, which would be a provider process more. */
const QUIET = ["--yes", "--skip-preview", "--non-interactive", "--stack", "test"];

/** The command line of a run, and the host of the dynamic provider, as they show among the processes. */
const PROCESSES = { "command line": /\/pulumi (up|destroy) /, provider: /cmd\/dynamic-provider\// };

/** A program with the real engine, and a local Lighthouse that it works on, for one cell after the other. */
export class Site {
  private constructor(
    readonly calls: HeldCalls,
    readonly world: World,
    readonly program: Program,
    private readonly lighthouse: RunningLighthouse,
    /** The stack's state before anything is made, and when the association is there. */
    private readonly states: { empty: Deployment; made: Deployment },
  ) {}

  /** Starts both, and makes the association once, for the cells in which it is there already. */
  static async open(): Promise<Site> {
    const calls = new HeldCalls();
    const lighthouse = await startLighthouse({ clock: calls, settings: SETTINGS });
    const control = new Control(lighthouse.control);
    const world = new World(new Cloud(control), control);
    await world.renew({});
    const program = await createProgram({ files: programWith([ALICE]), env: environmentFor(lighthouse) });
    const empty = await program.stack.exportStack();
    await program.up();
    const made = await program.stack.exportStack();
    return new Site(calls, world, program, lighthouse, { empty, made });
  }

  /** Makes world, state and program what they are before the command of a scenario. */
  async begin({ before, program, settings }: Scenario): Promise<void> {
    await this.endProcesses();
    await this.world.renew(settings, before);
    await this.program.write(program);
    await this.program.stack.importStack(Object.keys(before).length > 0 ? this.states.made : this.states.empty);
    await this.world.cloud.fail(...HOLDING);
  }

  /** Runs the command of a scenario with nothing to cut it off. Answers with the actions that it called. */
  async healthyRun(scenario: Scenario): Promise<string[]> {
    await this.begin(scenario);
    const { code, stdout, stderr } = await this.run(scenario.command);
    const { calls, bindings } = await this.world.happened();
    const actions = calls.map(({ action }) => action);
    const written = boundariesOf(actions).flatMap(({ isWrite, name }) => (isWrite ? [name] : []));
    const found = JSON.stringify({ code, written, bound: pairsOf(bindings) });
    const wanted = JSON.stringify({ code: 0, written: scenario.writes, bound: pairsOf(scenario.after) });
    if (found === wanted) return actions;
    throw new Error(`${scenario.name} does not go well by itself: ${found}, expected ${wanted}\n${stdout}${stderr}`);
  }

  /** Runs a command of the real command line to its end, whatever comes of it. */
  run(command: "up" | "refresh" | "destroy", onOutput?: (text: string) => void): Promise<ProcessResult> {
    // What a run that was cut off was about to create is asked about, and asks nobody here: it has been adopted by then.
    const answers = command === "refresh" ? ["--clear-pending-creates"] : [];
    return this.program.command([command, ...QUIET, ...answers], onOutput);
  }

  /** Lifts the lock that a killed command line leaves behind, as the engine tells people to. */
  unlock(): Promise<ProcessResult> {
    return this.program.command(["cancel", "--yes", "--stack", "test"]);
  }

  /** Sends a signal to the command line or the provider that runs. */
  async signal(which: keyof typeof PROCESSES, signal: "SIGKILL" | "SIGINT"): Promise<void> {
    const found = await this.processes(which);
    const [one] = found;
    if (found.length !== 1 || !one) throw new Error(`${found.length} processes are the ${which}`);
    process.kill(one.pid, signal);
  }

  /** Whether the command line or the provider runs. */
  async isRunning(which: keyof typeof PROCESSES): Promise<boolean> {
    return (await this.processes(which)).length > 0;
  }

  /** Ends what a command has left running when it was killed. */
  async endProcesses(): Promise<void> {
    for (const { pid } of await this.program.processes()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        // It has ended in the meantime.
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
      }
    }
  }

  async close(): Promise<void> {
    await this.program.remove();
    await this.lighthouse.stop();
  }

  private async processes(which: keyof typeof PROCESSES): Promise<RunningProcess[]> {
    return (await this.program.processes()).filter(({ command }) => PROCESSES[which].test(command));
  }
}

function environmentFor({
  endpoint,
  protocol,
  region,
  secretId,
  secretKey,
}: RunningLighthouse): Record<string, string> {
  return {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_ENDPOINT: endpoint,
    TENCENTCLOUD_PROTOCOL: protocol,
  };
}

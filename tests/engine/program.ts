import { setTimeout as sleep } from "node:timers/promises";
import {
  CommandError,
  type DestroyOptions,
  type EngineEvent,
  type PreviewOptions,
  type RefreshOptions,
  type Stack,
  type UpOptions,
} from "@pulumi/pulumi/automation";
import { type EngineRun, runFromEvents } from "./engineRun";
import { isolated } from "./isolatedEnvironment";
import type { Produced } from "./produced";
import { type ProgramFiles, writeFiles } from "./programFiles";
import { endProcessesWith, processesWith, type RunningProcess } from "./programProcesses";
import { type ProgramState, stateFrom } from "./programState";
import { type ProcessResult, runProcess } from "./runProcess";

const COMMAND_TIMEOUT_MS = 120_000;

/** An interrupted engine waits for the calls that are under way. After so long it is killed. */
const GRACE_MS = 5_000;

/** Options of one run: those of the Automation API, except how its output is taken. */
export type RunOptions<Options> = Omit<Options, "onOutput" | "onError" | "onEvent" | "color" | "program"> & {
  /** Whether the run is expected to fail. A run that does otherwise is an error. @default false */
  fails?: boolean;
};

/** How a run is listened to, and ended. */
interface Hearing {
  color: "never";
  signal: AbortSignal;
  onOutput: (text: string) => void;
  onError: (text: string) => void;
  onEvent: (event: EngineEvent) => void;
}

/** A whole Pulumi program in a folder of its own, with one stack whose state is a file. See `createProgram`. */
export class Program {
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly removed = new AbortController();

  /**
   * @param folder The program's folder.
   * @param stack The Automation API's stack, for what is not here.
   * @param cli The command line, as an absolute path.
   * @param removeFolder Removes the program, its state and whatever else it has.
   * @param produced Keeps what its commands print and tell, where that is wished.
   */
  constructor(
    readonly folder: string,
    readonly stack: Stack,
    private readonly cli: string,
    private readonly removeFolder: () => Promise<void>,
    private readonly produced?: Produced,
  ) {}

  /** Writes files of the program: new ones, or others in their place. */
  write(files: ProgramFiles): Promise<void> {
    return writeFiles(this.folder, files);
  }

  /** Changes what later runs find in their environment. An undefined value takes a variable away. */
  setEnv(env: Readonly<Record<string, string | undefined>>): void {
    this.produced?.credentials(env);
    this.stack.workspace.envVars = isolated({ ...this.stack.workspace.envVars, ...env });
  }

  preview(options: RunOptions<PreviewOptions> = {}): Promise<EngineRun> {
    return this.run("preview", options, (hear) => this.stack.preview({ ...options, ...hear }));
  }

  up(options: RunOptions<UpOptions> = {}): Promise<EngineRun> {
    return this.run("up", options, (hear) => this.stack.up({ ...options, ...hear }));
  }

  refresh(options: RunOptions<RefreshOptions> = {}): Promise<EngineRun> {
    return this.run("refresh", options, (hear) => this.stack.refresh({ ...options, ...hear }));
  }

  destroy(options: RunOptions<DestroyOptions> = {}): Promise<EngineRun> {
    return this.run("destroy", options, (hear) => this.stack.destroy({ ...options, ...hear }));
  }

  /** The stack's state. Secrets stay encrypted. */
  async exportState(): Promise<ProgramState> {
    return stateFrom(await this.stack.exportStack());
  }

  /**
   * Runs any other command of the command line, such as `["state", "taint", urn]`. `--stack` and `--non-interactive`
   * are for the caller to add where the command knows them.
   *
   * @param onOutput Told what it prints on stdout, as it comes.
   */
  async command(args: readonly string[], onOutput?: (text: string) => void): Promise<ProcessResult> {
    const env = { ...this.stack.workspace.envVars };
    const result = await runProcess(this.cli, args, {
      cwd: this.folder,
      env,
      timeoutMs: COMMAND_TIMEOUT_MS,
      onOutput,
    });
    this.produced?.said(`${result.stdout}${result.stderr}`);
    return result;
  }

  /** The processes of the engine, its plugins and the program that are running now. */
  processes(): Promise<RunningProcess[]> {
    return processesWith(this.mark());
  }

  /**
   * Ends what is under way, by an interrupt and then by force, and removes the folder with the state in it. It does not
   * destroy: what the program has made stays.
   */
  async remove(): Promise<void> {
    this.removed.abort();
    const ended = Promise.allSettled(this.underWay);
    await Promise.race([ended, sleep(GRACE_MS, undefined, { ref: false })]);
    await endProcessesWith(this.mark());
    await ended;
    await this.removeFolder();
  }

  /** What all processes of this program have in their environment, and no other has. */
  private mark(): string {
    return `PULUMI_HOME=${this.stack.workspace.envVars["PULUMI_HOME"]}`;
  }

  private async run(
    what: string,
    { fails = false, signal }: { fails?: boolean; signal?: AbortSignal },
    start: (hear: Hearing) => Promise<unknown>,
  ): Promise<EngineRun> {
    const signals = signal ? [signal, this.removed.signal] : [this.removed.signal];
    const heard = listen(AbortSignal.any(signals));
    const ended = start(heard.hear).then(
      () => true,
      (error: unknown) => {
        if (error instanceof CommandError) return false;
        throw error;
      },
    );
    this.underWay.add(ended);
    const succeeded = await ended.finally(() => this.underWay.delete(ended));
    const run = heard.run(succeeded);
    // Pulumi's own SDK tells secrets in plain text in messages for debugging, which no display shows unless asked to.
    const told = run.events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
    this.produced?.said(`${run.stdout}${run.stderr}${JSON.stringify(told)}`);
    if (succeeded !== fails) return run;
    const outcome = succeeded ? "succeeded, and was expected to fail" : "failed";
    throw new Error(`pulumi ${what} ${outcome}:\n${run.stdout}${run.stderr}`);
  }
}

/** Takes down what a run prints and tells. */
function listen(signal: AbortSignal) {
  let stdout = "";
  let stderr = "";
  const events: EngineEvent[] = [];
  const hear: Hearing = {
    color: "never",
    signal,
    onOutput: (text) => {
      stdout += text;
    },
    onError: (text) => {
      stderr += text;
    },
    onEvent: (event) => {
      events.push(event);
    },
  };
  return { hear, run: (succeeded: boolean) => runFromEvents({ succeeded, stdout, stderr }, events) };
}

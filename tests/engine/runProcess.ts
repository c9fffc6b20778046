import { spawn } from "node:child_process";

/** How a process is started by {@link runProcess}. */
export interface ProcessOptions {
  /** Working directory. */
  cwd: string;
  /** The whole environment: nothing of this process's own is added. */
  env: NodeJS.ProcessEnv;
  /** How long the process may take, in milliseconds. After that it and all its children are killed. */
  timeoutMs: number;
  /** Kills the process and all its children when aborted. */
  signal?: AbortSignal | undefined;
  /** Told what it prints on stdout, as it comes. */
  onOutput?: ((text: string) => void) | undefined;
}

/** How a process ended. */
export interface ProcessResult {
  /** The exit code; null when a signal, the time limit or an abort ended it, or it could not be started. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** Why there is no exit code. Absent when there is one. */
  failure?: string;
}

/**
 * Runs a program to its end and captures what it prints. Never throws: what went wrong is in the result.
 *
 * The program gets a process group of its own, so that its children (a compiler, a download) end with it.
 */
export function runProcess(command: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  return new Promise((finish) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let failure: string | undefined;
    const stop = (why: string) => {
      failure ??= why;
      killGroup(child.pid);
    };
    const timer = setTimeout(() => stop(`no end after ${options.timeoutMs / 1000} s`), options.timeoutMs);
    const onAbort = () => stop("interrupted");
    options.signal?.addEventListener("abort", onAbort, { once: true });
    if (options.signal?.aborted) onAbort();

    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      options.onOutput?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", (error) => {
      failure ??= error.message;
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      const why = failure ?? (signal === null ? undefined : `ended by ${signal}`);
      finish(why === undefined ? { code, stdout, stderr } : { code: null, stdout, stderr, failure: why });
    });
  });
}

/** One line on how a process failed: why it has no exit code, else the last lines that it printed. */
export function whyItFailed(result: ProcessResult): string {
  const printed = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(-5).join("\n");
  const ended = result.failure ?? `exit code ${result.code}`;
  return printed ? `${ended}: ${printed}` : ended;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // The group has ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

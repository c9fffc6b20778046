import { readdir, readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { runProcess } from "./runProcess";

/** A process that is running. */
export interface RunningProcess {
  pid: number;
  /** Its command line, arguments apart by spaces. */
  command: string;
}

/**
 * The processes of this user that have a certain entry in their environment. An engine starts its plugins in process
 * groups of their own and leaves them running when it is killed: what they all share is the environment.
 *
 * @param entry Such as `PULUMI_HOME=/some/folder`. One that no other run has.
 */
export async function processesWith(entry: string): Promise<RunningProcess[]> {
  const found = process.platform === "linux" ? await fromProc(entry) : await fromPs(entry);
  return found.filter(({ pid }) => pid !== process.pid);
}

/** Ends the processes that {@link processesWith} finds, at once, those included that they start meanwhile. */
export async function endProcessesWith(entry: string): Promise<void> {
  for (;;) {
    const running = await processesWith(entry);
    if (running.length === 0) return;
    for (const { pid } of running) kill(pid);
  }
}

async function fromProc(entry: string): Promise<RunningProcess[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const looked = await Promise.all(
    pids.map(async (pid) => {
      // Of other users' processes, and of those that have just ended, there is nothing to read.
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      if (!environment.split("\0").includes(entry)) return [];
      const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return [{ pid: Number(pid), command: command.replaceAll("\0", " ").trim() }];
    }),
  );
  return looked.flat();
}

/** Where there is no /proc: `ps` shows the environment after the command. */
async function fromPs(entry: string): Promise<RunningProcess[]> {
  const args = ["-U", userInfo().username, "-wwE", "-o", "pid=,command="];
  const listed = await runProcess("ps", args, { cwd: "/", env: process.env, timeoutMs: 10_000 });
  return listed.stdout.split("\n").flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && command?.split(" ").includes(entry) ? [{ pid: Number(pid), command }] : [];
  });
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

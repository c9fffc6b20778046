import type { Readable } from "node:stream";

/** How often it is looked whether the parent process is still there. */
const PARENT_CHECK_MS = 500;

/** Ends when the process that is named has gone, so that nothing is left behind by a test that was killed. */
export function stopWithParent(parentPid: number, end: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(parentPid)) return;
    clearInterval(timer);
    end();
  }, PARENT_CHECK_MS);
  timer.unref();
}

/** Ends when standard input does, which a parent's end brings about whatever ended it. */
export function stopWithStdin(stdin: Readable, end: () => void): void {
  stdin.once("end", end);
  stdin.once("close", end);
  stdin.resume();
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

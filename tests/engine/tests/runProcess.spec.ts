import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type ProcessOptions, runProcess, whyItFailed } from "../runProcess";

const options: ProcessOptions = { cwd: __dirname, env: process.env, timeoutMs: 20_000 };

/** A shell that starts a child, prints the child's process id and waits for it. */
const PARENT = ["-c", "sleep 60 & echo $!; wait"];

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100 && isAlive(pid); tries++) await sleep(20);
  return !isAlive(pid);
}

describe("a process that is run to its end", () => {
  it("gives its code and what it printed on each stream", async () => {
    const result = await runProcess("sh", ["-c", "echo out; echo err >&2; exit 3"], options);
    assert.deepEqual(result, { code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("gets the given environment and nothing else", async () => {
    const result = await runProcess("/usr/bin/env", [], { ...options, env: { ONLY: "this" } });
    assert.equal(result.stdout, "ONLY=this\n");
  });

  it("that cannot be started gives the reason", async () => {
    const result = await runProcess("no-such-program-anywhere", [], options);
    assert.equal(result.code, null);
    assert.match(whyItFailed(result), /ENOENT/);
  });

  it("is ended with its children when its time is over", async () => {
    const result = await runProcess("sh", PARENT, { ...options, timeoutMs: 300 });
    assert.equal(result.code, null);
    assert.equal(result.failure, "no end after 0.3 s");
    assert.ok(await ended(Number(result.stdout)));
  });

  it("is ended with its children when it is aborted", async () => {
    const result = await runProcess("sh", PARENT, { ...options, signal: AbortSignal.timeout(300) });
    assert.equal(result.failure, "interrupted");
    assert.ok(await ended(Number(result.stdout)));
  });

  it("is not left running when it was aborted before it began", async () => {
    const result = await runProcess("sleep", ["60"], { ...options, signal: AbortSignal.abort() });
    assert.equal(result.failure, "interrupted");
  });

  it("that failed is told in its last lines", async () => {
    const result = await runProcess("sh", ["-c", "seq 9 >&2; exit 1"], options);
    assert.equal(whyItFailed(result), "exit code 1: 5\n6\n7\n8\n9");
  });
});

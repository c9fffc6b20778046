import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { endProcessesWith, processesWith } from "../programProcesses";

describe("the processes of a program", () => {
  const mark = `MARK=${process.pid}-${process.hrtime.bigint()}`;
  const started: ChildProcess[] = [];

  function start(env: NodeJS.ProcessEnv): number {
    const child = spawn("sleep", ["60"], { env, detached: true, stdio: "ignore" });
    started.push(child);
    assert.ok(child.pid);
    return child.pid;
  }

  after(() => {
    for (const child of started) child.kill("SIGKILL");
  });

  it("are found and ended by what is in their environment, and no others", async () => {
    const [name = "", value = ""] = mark.split("=");
    const ours = start({ ...process.env, [name]: value });
    const other = start({ ...process.env, [name]: `${value}0` });
    assert.deepEqual(await processesWith(mark), [{ pid: ours, command: "sleep 60" }]);

    await endProcessesWith(mark);
    assert.deepEqual(await processesWith(mark), []);
    assert.equal((await processesWith(`${mark}0`))[0]?.pid, other);
  });
});

import { strict as assert } from "node:assert";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { firstLine, startProcess } from "./lighthouseProcess";

describe("the process", function () {
  this.timeout(20_000);
  const started: ChildProcess[] = [];
  const run = (...options: string[]) => {
    const child = startProcess(["--port", "0", ...options]);
    started.push(child);
    return child;
  };
  after(() => {
    for (const child of started) child.kill("SIGKILL");
  });

  it("prints one line of JSON that says how to reach it, nothing else for programs, and ends with SIGTERM", async () => {
    const child = run("--exit-with-stdin", "--seed", "5", "--settings", '{"defaultRegion":"ap-tokyo"}');
    let more = "";
    child.stderr?.on("data", (chunk: Buffer) => (more += chunk.toString()));
    const line = await firstLine(child);
    assert.match(line.endpoint ?? "", /^127\.0\.0\.1:\d+$/);
    assert.deepEqual(
      [line.address, line.protocol, line.control, line.region],
      [`http://${line.endpoint}`, "http://", `http://${line.endpoint}/control`, "ap-tokyo"],
    );
    assert.match(line.secretId ?? "", /^LOCALID/);
    assert.equal((await fetch(`${line.control}/state`)).status, 200);
    child.kill("SIGTERM");
    assert.deepEqual(await once(child, "exit"), [0, null]);
    assert.equal(more, "");
  });

  it("ends with SIGINT, cutting off calls that hang", async () => {
    const child = run("--settings", '{"metadataRole":"machine"}');
    const { control, metadata } = await firstLine(child);
    const hang = { action: "metadata", effect: { hang: true } };
    await fetch(`${control}/faults`, { method: "POST", body: JSON.stringify(hang) });
    const cutOff = assert.rejects(fetch(`${metadata}/cam/security-credentials/`));
    await fetch(`${control}/counts`);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "exit"), [0, null]);
    await cutOff;
  });

  it("ends with standard input where that is wished", async () => {
    const child = run("--exit-with-stdin");
    await firstLine(child);
    child.stdin?.end();
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("ends with its parent where that is wished", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const child = run("--parent-pid", String(parent.pid));
    await firstLine(child);
    parent.kill("SIGKILL");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("ends with npm where that has started it", async () => {
    const child = spawn("npm", ["run", "--silent", "lighthouse", "--", "--port", "0"]);
    started.push(child);
    await firstLine(child);
    child.kill("SIGTERM");
    await once(child, "close");
  });

  it("says what is wrong with its arguments in one line", async () => {
    const child = startProcess(["--port", "many"]);
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.deepEqual(await once(child, "exit"), [1, null]);
    assert.equal(said, '--port takes a whole number, not "many".\n');
    const unknown = startProcess(["--prot", "1"]);
    said = "";
    unknown.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.deepEqual(await once(unknown, "exit"), [1, null]);
    assert.match(said, /--prot/);
    assert.equal(said.trim().split("\n").length, 1);
  });

  it("refuses settings that it does not know", async () => {
    const child = startProcess(["--port", "0", "--settings", '{"operationsMs":1}']);
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.deepEqual(await once(child, "exit"), [1, null]);
    assert.match(said, /operationsMs/);
  });

  it("tells how to point clients at it", async () => {
    const child = startProcess(["--help"]);
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.deepEqual(await once(child, "exit"), [0, null]);
    for (const name of ["tccli", "Pulumi", "SDKs", "TENCENTCLOUD_SECRET_ID"]) assert.ok(said.includes(name), name);
  });
});

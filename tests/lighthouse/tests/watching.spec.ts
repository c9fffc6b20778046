import { strict as assert } from "node:assert";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Client } from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client";
import { COMMAND, firstLine, startProcess } from "./lighthouseProcess";
import { tc3 } from "./signedRequest";

/** Gives what it runs a terminal, and ends with it. */
const PSEUDO_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/** Only Python makes terminals here; where there is none, and CI always has it, one test is skipped. */
const onTerminal = spawnSync("python3", ["-c", "import pty"]).status === 0 ? it : it.skip;

/** What a process says on a stream, to be waited for. */
class Heard {
  text = "";
  constructor(private readonly stream: Readable) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      this.text += chunk;
    });
  }

  /** The first match, as soon as it has been said. */
  async match(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      await once(this.stream, "data");
    }
  }
}

describe("what a person sees of the local Lighthouse", function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), "lighthouse-"));
  const started: ChildProcess[] = [];
  const keep = (child: ChildProcess) => {
    started.push(child);
    return child;
  };
  after(() => {
    for (const child of started) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  type Reachable = Record<"address" | "control" | "secretId" | "secretKey", string>;
  const call = async (reachable: Reachable, action: string, parameters: object = {}) => {
    const { url, init } = tc3(reachable.address, action, parameters, reachable);
    const { Response } = (await (await fetch(url, init)).json()) as { Response: { RequestId: string } };
    return Response.RequestId;
  };

  onTerminal("on a terminal: how to point clients at it, then each call as it comes; Ctrl-C ends it", async () => {
    const child = keep(spawn("python3", ["-c", PSEUDO_TERMINAL, ...COMMAND, "--port", "0"]));
    assert.ok(child.stdout && child.stdin);
    const screen = new Heard(child.stdout);
    const [line] = await screen.match(/\{"address".*\}/);
    const reachable = JSON.parse(line) as Reachable & { endpoint: string; region: string };
    await screen.match(/Options: /);
    const { address, endpoint, control, region, secretId, secretKey } = reachable;
    const expected = [
      `export TENCENTCLOUD_SECRET_ID=${secretId}`,
      `export TENCENTCLOUD_SECRET_KEY=${secretKey}`,
      `export TENCENTCLOUD_REGION=${region}`,
      `export TENCENTCLOUD_ENDPOINT=${endpoint} TENCENTCLOUD_PROTOCOL=http://`,
      "pulumi up",
      `tccli lighthouse DescribeInstances --endpoint ${address}`,
      `httpProfile: { endpoint: "${endpoint}", protocol: "http://" }`,
      `HttpProfile(protocol="http", endpoint="${endpoint}")`,
      `curl -s ${control}/calls`,
    ];
    assert.deepEqual(
      expected.filter((each) => !screen.text.includes(each)),
      [],
    );
    const RequestId = await call(reachable, "StopInstances", { InstanceIds: ["lhins-unknown0"] });
    const shown = await screen.match(/(#1 .*)\r\n/);
    assert.equal(
      shown[1],
      `#1  StopInstances  {"InstanceIds":["lhins-unknown0"]}  ap-guangzhou  ResourceNotFound.InstanceIdNotFound  ${RequestId}`,
    );
    await call(reachable, "DescribeRegions");
    await screen.match(/#2 {2}DescribeRegions {2}\{\} {2}ap-guangzhou {2}ok/);
    child.stdin.write("\x03");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  it("what it says of the SDK for Node and of curl works as it is printed", async () => {
    const child = keep(startProcess(["--port", "0"]));
    assert.ok(child.stderr);
    const said = new Heard(child.stderr);
    const reachable = await firstLine(child);
    await said.match(/Options: /);
    const [, endpoint = "", protocol = ""] = await said.match(/endpoint: "([^"]+)", protocol: "([^"]+)"/);
    const [, secretId = ""] = await said.match(/SECRET_ID=(\S+)/);
    const [, secretKey = ""] = await said.match(/SECRET_KEY=(\S+)/);
    const [, region = ""] = await said.match(/REGION=(\S+)/);
    const [, seedUrl = "", seed = ""] = await said.match(/curl -s (\S+\/seed) .* -d '(.*)'/);
    assert.equal((await fetch(seedUrl, { method: "POST", body: seed })).status, 200);
    const client = new Client({
      credential: { secretId, secretKey },
      region,
      profile: { httpProfile: { endpoint, protocol } },
    });
    assert.equal((await client.DescribeInstances({})).TotalCount, 2);
    assert.equal(reachable.endpoint, endpoint);
  });

  it("in a file: all calls, faults and metadata among them, and no secret of theirs", async () => {
    const path = join(folder, "said.txt");
    const file = openSync(path, "w");
    const child = keep(startProcess(["--port", "0", "--settings", '{"rateLimits":false}'], ["ignore", "pipe", file]));
    closeSync(file);
    const reachable = (await firstLine(child)) as Reachable;
    await call(reachable, "ResetInstancesPassword", { InstanceIds: ["lhins-unknown0"], Password: "correct-Horse7" });
    await fetch(`${reachable.address}/latest/meta-data/cam/security-credentials/nobody`);
    const fault = { action: "DescribeRegions", call: 1, effect: { http: 502 } };
    await fetch(`${reachable.control}/faults`, { method: "POST", body: JSON.stringify(fault) });
    const { url, init } = tc3(reachable.address, "DescribeRegions", {}, reachable);
    await fetch(url, init);
    await Promise.all(Array.from({ length: 150 }, () => call(reachable, "DescribeRegions")));
    child.kill("SIGTERM");
    await once(child, "exit");
    const lines = readFileSync(path, "utf8").split("\n");
    assert.equal(lines.filter((line) => /#\d+ {2}/.test(line)).length, 153);
    const found = (text: string) => lines.find((line) => line.includes(text)) ?? "";
    assert.match(found("#1  "), /"Password":"\*\*\*"/);
    assert.match(found("#2  "), /metadata .* HTTP 404 /);
    assert.match(found("#3  "), /DescribeRegions .* ok, under the fault \{"http":502\} /);
  });

  it("through a pipe that is not read: the first 100 calls, and it goes on serving", async () => {
    const child = keep(startProcess(["--port", "0", "--settings", '{"rateLimits":false}']));
    assert.ok(child.stderr);
    const reachable = (await firstLine(child)) as Reachable;
    const long = { InstanceIds: ["x".repeat(5_000)] };
    await Promise.all(Array.from({ length: 300 }, () => call(reachable, "StopInstances", long)));
    const said = new Heard(child.stderr);
    await said.match(/Further calls are shown on a terminal or in a file/);
    child.kill("SIGTERM");
    await once(child, "exit");
    assert.equal(said.text.split("\n").filter((line) => /#\d+ {2}/.test(line)).length, 100);
    assert.ok(Buffer.byteLength(said.text) < 48 * 1024, "fits into the smallest pipe of 64 KB");
  });
});

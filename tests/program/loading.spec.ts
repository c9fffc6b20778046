import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { isolated } from "../engine/isolatedEnvironment";
import { packedPackage } from "../engine/packedPackage";
import { Cloud } from "./cloud";
import { ALICE, WEB } from "./ids";

/** Prints which files each module brings into a process that has loaded Pulumi's SDK, and what calls bring in the end. */
const LOAD = `
const { Socket } = require("node:net");
let connections = 0;
const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  connections++;
  return connect.apply(this, args);
};
const brought = async (work) => {
  const before = new Set(Object.keys(require.cache));
  await work();
  return Object.keys(require.cache).filter((path) => !before.has(path));
};
(async () => {
  require("@pulumi/pulumi");
  const program = await brought(() => require("pulumi-tencentcloud-lighthouse"));
  const provider = await brought(() => require("pulumi-tencentcloud-lighthouse/provider"));
  const calls = await brought(async () => {
    const provider = require("pulumi-tencentcloud-lighthouse/provider");
    provider.configure({ config: { get: () => undefined } });
    const inputs = { keyIds: ["${ALICE}"], instanceIds: ["${WEB}"], region: "ap-guangzhou" };
    const { id, outs } = await provider.create(inputs);
    await provider.read(id, outs);
    await provider.delete(id, outs);
  });
  process.stdout.write(JSON.stringify({ program, provider, calls, connections }));
  process.exit();
})();
`;

interface Loaded {
  program: string[];
  provider: string[];
  calls: string[];
  connections: number;
}

describe("the installed package", function () {
  this.timeout(120_000);
  let cloud: Cloud;
  let loaded: Loaded;

  before(async () => {
    cloud = await Cloud.start();
    await cloud.make([{ instanceId: WEB }], [{ keyId: ALICE }]);
    const cwd = await packedPackage();
    const env = isolated({ PATH: process.env["PATH"], ...cloud.env });
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", LOAD], { cwd, env });
    loaded = JSON.parse(stdout) as Loaded;
  });
  after(() => cloud?.stop());

  it("brings into a program its own files and nothing else: no client, no compiler, no serialiser of closures", () => {
    assert.ok(loaded.program.length > 0);
    assert.deepEqual(loaded.program.filter(isForeign), []);
  });

  it("brings into the provider process its own files and nothing else, until something is called", () => {
    assert.ok(loaded.provider.length > 0);
    assert.deepEqual(loaded.provider.filter(isForeign), []);
  });

  it("loads of Tencent's SDK, once something is called, the services that it calls", () => {
    const services = loaded.calls.flatMap((path) => /\/tencentcloud\/services\/(\w+)\//.exec(path)?.[1] ?? []);
    assert.deepEqual([...new Set(services)].sort(), ["lighthouse", "sts"]);
  });

  it("keeps its connections and uses them again", async () => {
    const calls = await cloud.newCalls();
    assert.ok(calls.length >= 10, `${calls.length} calls`);
    assert.ok(loaded.connections <= 4, `${loaded.connections} connections for ${calls.length} calls`);
  });
});

function isForeign(path: string): boolean {
  return !path.includes("/pulumi-tencentcloud-lighthouse/dist/");
}

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packedPackage } from "../engine/packedPackage";
import { writeFiles } from "../engine/programFiles";
import type { StateResource } from "../engine/programState";
import { pnpm } from "../installs/manager";
import { Example } from "./example";
import { exampleFiles } from "./exampleFiles";

const KEY = "lhkp-f7rjie1q";
const INSTANCE = "lhins-ruy9d2tw";

describe("examples/pnpm-workspace, by its README", function () {
  this.timeout(400_000);
  let folder: string;
  let example: Example;
  let program: Example;

  before(async () => {
    // Outside the checkout: what pnpm does not show a package must not be found in a folder above it.
    folder = await mkdtemp(join(tmpdir(), "pnpm-workspace-"));
    const packed = join(await packedPackage(), "node_modules", "pulumi-tencentcloud-lighthouse");
    const files = Object.entries(await exampleFiles("examples/pnpm-workspace"));
    await writeFiles(
      folder,
      Object.fromEntries(files.map(([path, text]) => [path, text.replace("file:../../../..", `file:${packed}`)])),
    );
    example = await Example.of("examples/pnpm-workspace", { instances: [INSTANCE], keyPairs: [KEY] });
    program = example.in(join(folder, "packages", "access"));
    await example.in(folder).shell([...pnpm.command, ...pnpm.install].join(" "));
  });
  after(async () => {
    await example?.story.end();
    await rm(folder, { recursive: true, force: true });
  });

  it("binds the key, and then has nothing to do", async () => {
    await program.follow();

    assert.deepEqual(await example.story.cloud.pairs(), [`${KEY} on ${INSTANCE}`]);
    await program.isQuiet();
  });

  it("keeps no path of the store in state", async () => {
    const { deployment }: { deployment: { resources: StateResource[] } } = JSON.parse(
      await program.shell("pulumi stack export"),
    );
    const found = deployment.resources.find(({ type }) => type.endsWith("KeyPairAssociation"));
    const state = JSON.stringify([found?.inputs, found?.outputs]);

    assert.match(state, /require\(\\"pulumi-tencentcloud-lighthouse\/provider\\"\)/);
    assert.doesNotMatch(state, /\.pnpm|pnpm-workspace-|file:/);
  });
});

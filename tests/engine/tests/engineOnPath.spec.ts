import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { engineOnPath, findOnPath } from "../engineOnPath";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";

describe("pulumi on PATH", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder("path");
  });
  afterEach(() => folder.remove());

  async function program(place: string, script: string): Promise<string> {
    const bin = join(folder.path, place);
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, "pulumi"), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, "pulumi"), 0o755);
    return bin;
  }

  function engineWith(...path: string[]) {
    const environment = { PATH: path.join(delimiter) };
    return engineOnPath({ cache: folder.path, environment, report: () => undefined });
  }

  it("is the first file of that name that can be run", async () => {
    const unrunnable = await program("unrunnable", "");
    await chmod(join(unrunnable, "pulumi"), 0o644);
    await mkdir(join(folder.path, "folder", "pulumi"), { recursive: true });
    const first = await program("first", "");
    const second = await program("second", "");
    const path = ["relative", unrunnable, join(folder.path, "folder"), first, second].join(delimiter);
    assert.equal(await findOnPath("pulumi", path), join(first, "pulumi"));
  });

  it("may not be there", async () => {
    assert.deepEqual(await engineWith(folder.path), { why: "there is no `pulumi` on PATH" });
  });

  it("is not taken when it fails", async () => {
    const bin = await program("broken", "echo cannot execute >&2; exit 1");
    assert.deepEqual(await engineWith(bin), {
      why: `${bin}/pulumi: \`pulumi version\` failed: exit code 1: cannot execute`,
    });
  });

  it("is not taken when it is too old", async () => {
    const bin = await program("old", "echo v3.10.0");
    assert.deepEqual(await engineWith(bin), { why: `${bin}/pulumi: it is 3.10.0, older than 3.200.0` });
  });

  it("is not taken when it knows its version but applies nothing", async () => {
    const bin = await program(
      "hostless",
      '[ "$1" = version ] && echo v3.274.1 || { echo no language host >&2; exit 255; }',
    );
    assert.deepEqual(await engineWith(bin), {
      why: `${bin}/pulumi: a trial \`pulumi stack\` failed: exit code 255: no language host`,
    });
  });
});

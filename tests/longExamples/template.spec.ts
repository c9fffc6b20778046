import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { Story } from "../program/story";
import { Example } from "./example";

const KEY = "lhkp-f7rjie1q";

describe("a project made by pulumi new from the template", function () {
  this.timeout(240_000);
  let project: Example;

  before(async () => {
    const story = await Story.begin({
      instances: [{ instanceId: "lhins-web00001", Tags: [{ Key: "role", Value: "web" }] }, "lhins-db000001"],
      keyPairs: [{ keyId: KEY, keyName: "default_key" }, { keyId: "lhkp-other001" }],
    });
    const folder = join(story.program.folder, "..", "access");
    project = new Example(story, folder);
    const source = join(CHECKOUT, "templates", "lighthouse-access");
    await new Example(story, story.program.folder).shell(
      `pulumi new '${source}' --dir '${folder}' --name my-access --description 'Who logs in' --generate-only`,
    );
  });
  after(() => project?.story.end());

  it("has the name that it was given, and asks for this package", async () => {
    const read = (name: string): Promise<string> => readFile(join(CHECKOUT, name), "utf8");
    const made = await project.shell("cat Pulumi.yaml package.json");
    const { version }: { version: string } = JSON.parse(await read("package.json"));

    assert.match(made, /^name: my-access\ndescription: Who logs in\n/);
    assert.ok(made.includes(`"pulumi-tencentcloud-lighthouse": "^${version}"`), made);
    assert.doesNotMatch(made, /\$\{|template:\n/);
  });

  it("compiles, binds the keys to the machines with the tag, and then has nothing to do", async () => {
    await project.shell(`node '${join(CHECKOUT, "node_modules", "typescript", "bin", "tsc")}' -p .`);
    await project.shell("pulumi stack init made");
    await project.shell("pulumi config set role web");
    await project.shell("pulumi config set keyNames default_key");
    await project.shell("pulumi up");

    assert.deepEqual(await project.story.cloud.pairs(), [`${KEY} on lhins-web00001`]);
    await project.isQuiet();
  });
});

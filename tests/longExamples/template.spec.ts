import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { type TemporaryFolder, temporaryFolder } from "../engine/temporaryFolder";
import { Story } from "../program/story";
import { Example } from "./example";
import { type GitAddress, gitAddress } from "./gitAddress";

const KEY = "lhkp-f7rjie1q";
const TEMPLATES = join(CHECKOUT, "templates");

describe("a project made by pulumi new from the template", function () {
  this.timeout(240_000);
  let project: Example;
  let scratch: TemporaryFolder;
  let address: GitAddress;

  before(async () => {
    scratch = await temporaryFolder("git-address");
    address = await gitAddress(TEMPLATES, "templates", scratch.path);
    const story = await Story.begin({
      instances: [{ instanceId: "lhins-web00001", Tags: [{ Key: "role", Value: "web" }] }, "lhins-db000001"],
      keyPairs: [{ keyId: KEY, keyName: "default_key" }, { keyId: "lhkp-other001" }],
    });
    project = new Example(story, join(story.program.folder, "..", "access"));
    await made(join(TEMPLATES, "lighthouse-access"), "access");
  });
  after(async () => {
    await project?.story.end();
    await address?.stop();
    await scratch?.remove();
  });

  /** Has `pulumi new` make a project from a template, in a folder beside the story's program. */
  async function made(template: string, folder: string, variables = ""): Promise<Example> {
    const { story } = project;
    const told = "--name my-access --description 'Who logs in' --generate-only";
    const start = new Example(story, story.program.folder);
    await start.shell(`${variables} pulumi new '${template}' --dir '../${folder}' --yes --non-interactive ${told}`);
    return new Example(story, join(story.program.folder, "..", folder));
  }

  it("has the name that it was given, and asks for this package", async () => {
    const text = await project.shell("cat Pulumi.yaml package.json");
    const manifest = await readFile(join(CHECKOUT, "package.json"), "utf8");
    const { version }: { version: string } = JSON.parse(manifest);

    assert.match(text, /^name: my-access\ndescription: Who logs in\n/);
    assert.ok(text.includes(`"pulumi-tencentcloud-lighthouse": "^${version}"`), text);
    assert.doesNotMatch(text, /\$\{|template:\n/);
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

  it("is the same from the address of a folder in a git repository", async () => {
    const folderAddress = `${address.url}/tree/main/templates/lighthouse-access`;
    const cloned = await made(folderAddress, "cloned", `SSL_CERT_FILE='${address.caFile}'`);

    const sources = "cat index.ts package.json tsconfig.json .gitignore";
    assert.equal(await cloned.shell(sources), await project.shell(sources));
    assert.match(
      await cloned.shell("cat Pulumi.yaml"),
      /^name: my-access\ndescription: Who logs in\nruntime: nodejs\n/,
    );
  });
});

import assert from "node:assert/strict";
import { commandsOf, kindOf, partsOf } from "../docs/commands";
import { sectionsOf } from "../docs/markdown";
import { pagePaths, pageText } from "../docs/pages";
import { samplesOf } from "../docs/programs";
import { publicKeyOf } from "../lifecycle/keyPair/publicKeys";
import { Example } from "../longExamples/example";
import { Story } from "../program/story";
import { bind, pairs } from "../program/writes";

const KEY = "lhkp-f7rjie1q";
const FIRST = "lhins-ruy9d2tw";
const SECOND = "lhins-1a2b3c4d";

const block = (page: string, language: string) => {
  const blocks = sectionsOf(pageText(page)).flatMap((section) => section.blocks);
  const found = blocks.find((candidate) => candidate.language === language);
  assert.ok(found, `${page} has a block of ${language}`);
  return found.text;
};

/** The commands of a page that need no account, but for the start of a local Lighthouse and what is installed already. */
const runnable = (page: string) =>
  commandsOf(pageText(page)).filter((command) => kindOf(command, []) === "run" && !/^(npm|cd) /.test(command));

describe("the programs of the README", function () {
  this.timeout(240_000);
  const [shortest, whole] = samplesOf("README.md", pageText("README.md"));
  let story: Story;

  before(async () => {
    const web = (instanceId: string) => ({ instanceId, Tags: [{ Key: "role", Value: "web" }] });
    story = await Story.begin({ instances: [web(FIRST), SECOND], keyPairs: [KEY], files: { "index.ts": "" } });
  });
  after(() => story?.end());

  it("bind each key to each instance", async () => {
    const run = await story.applies({ "index.ts": shortest?.text ?? "" });
    assert.deepEqual(run.writes, [bind([KEY], [SECOND, FIRST].sort())]);
  });

  it("store a key and bind it to the machines that a tag finds", async () => {
    // The shorter program's second machine would be left without any key, which this one refuses.
    await story.destroy();
    const publicKey = publicKeyOf("alice", "alice@example.com");
    const text = whole?.text.replace("ssh-rsa AAAA… alice@example.com", publicKey) ?? "";
    assert.ok(text.includes(publicKey));
    await story.applies({ "index.ts": text });
    const bound = await story.cloud.pairs();
    assert.equal(bound.length, 1);
    assert.match(bound[0] ?? "", new RegExp(`^lhkp-\\w+ on ${FIRST}$`));
  });
});

describe("the guide to a first use", function () {
  this.timeout(240_000);
  const page = "docs/guides/firstUse.md";
  let example: Example;

  before(async () => {
    const files = {
      "package.json": block(page, "json"),
      "Pulumi.yaml": block(page, "yaml"),
      "index.ts": block(page, "ts"),
    };
    const story = await Story.begin({ instances: [FIRST], keyPairs: [KEY], files, project: "access" });
    example = new Example(story, story.program.folder);
  });
  after(() => example?.story.end());

  it("leads from nothing to a binding, and back", async () => {
    const commands = runnable(page);
    assert.equal(commands.at(-1), "pulumi destroy");
    const said: string[] = [];
    for (const command of commands.slice(0, -1)) said.push(await example.shell(command));

    assert.match(said.join("\n"), /will be shut down/);
    assert.match(said.at(-1) ?? "", new RegExp(FIRST));
    assert.deepEqual(await example.story.cloud.pairs(), pairs([KEY], [FIRST]));
    await example.isQuiet();

    await example.shell("pulumi destroy");
    assert.deepEqual(await example.story.cloud.pairs(), []);
  });
});

describe("the guide to the local Lighthouse", function () {
  this.timeout(240_000);
  const page = "docs/guides/localLighthouse.md";
  let example: Example;

  before(async () => {
    const story = await Story.begin({ files: { "index.ts": block("docs/guides/firstUse.md", "ts") } });
    example = new Example(story, story.program.folder);
  });
  after(() => example?.story.end());

  it("makes machines, binds, breaks and mends, and is understood by the Lighthouse word for word", async () => {
    const { TENCENTCLOUD_ENDPOINT = "" } = example.story.cloud.env;
    const said: string[] = [];
    for (const command of runnable(page)) {
      said.push(await example.shell(command.replace("127.0.0.1:8787", TENCENTCLOUD_ENDPOINT)));
    }

    assert.ok(said.length > 6);
    assert.deepEqual(
      said.filter((text) => /"error":/.test(text)),
      [],
    );
    assert.deepEqual(await example.story.cloud.pairs(), pairs([KEY], [FIRST]));
  });
});

describe("the commands of the README and the guides", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    const story = await Story.begin({});
    example = new Example(story, story.program.folder);
  });
  after(() => example?.story.end());

  it("are such as Pulumi knows, with all their options", async () => {
    const pages = pagePaths().filter((path) => /^(README\.md|docs\/guides\/.*)$/.test(path));
    const told = pages.flatMap((page) => commandsOf(pageText(page)).flatMap(partsOf));
    const ofPulumi = told.filter((command) => command.startsWith("pulumi "));
    const commands = [...new Set(ofPulumi.map((command) => command.replace(/ > \S+$/, "")))];
    assert.ok(commands.length > 10);
    for (const command of commands) assert.match(await example.shell(`${command} --help`), /Usage:/, command);
    const unknown = await example.tryShell("pulumi preview --no-such-option --help");
    assert.notEqual(unknown.code, 0);
  });
});

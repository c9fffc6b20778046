import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { createProgram } from "../createProgram";
import type { Program } from "../program";

/** A dynamic resource that writes, warns, tells its environment, and fails where its input says so. */
const PROVIDER = `exports.handler = () => ({
  diff: async (id, olds, news) => ({ changes: olds.word !== news.word }),
  create: async (news) => {
    console.log("created with " + process.env.WORD + ", " + process.env.TENCENTCLOUD_REGION);
    if (news.word === "fail") throw new Error("the provider says no");
    return { id: "made", outs: { word: news.word } };
  },
  update: async (id, olds, news) => ({ outs: { word: news.word } }),
});`;

const INDEX = `const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
new pulumi.CustomResource("pulumi-nodejs:dynamic/test:Word", "one", {
  __provider: ${JSON.stringify(PROVIDER)},
  word: config.require("word"),
});
pulumi.log.warn("mind the program");
`;

describe("a program on the real engine", function () {
  this.timeout(120_000);
  let program: Program;

  before(async () => {
    process.env["TENCENTCLOUD_REGION"] = "from outside";
    program = await createProgram({
      files: { "index.js": INDEX },
      env: { WORD: "given" },
      config: { word: { value: "first" } },
      withPackage: false,
    });
  });
  after(async () => {
    delete process.env["TENCENTCLOUD_REGION"];
    await program.remove();
    assert.equal(existsSync(dirname(program.folder)), false);
  });

  it("previews what it would do, and does nothing", async () => {
    const run = await program.preview();
    assert.deepEqual(run.changes, { create: 2 });
    assert.deepEqual((await program.exportState()).resources, []);
  });

  it("is applied, in the given environment and no other", async () => {
    const run = await program.up();
    assert.deepEqual(
      run.steps.map(({ op, name }) => `${op} ${name}`),
      ["create program-test", "create one"],
    );
    assert.ok(run.diagnostics.some(({ message }) => message === "created with given, undefined"));
    assert.ok(
      run.diagnostics.some(({ severity, message }) => severity === "warning" && message === "mind the program"),
    );
    assert.match(run.stdout, /2 created/);
  });

  it("has a state that can be read", async () => {
    const { resources, text } = await program.exportState();
    const word = resources.find(({ type }) => type === "pulumi-nodejs:dynamic/test:Word");
    assert.equal(word?.id, "made");
    assert.equal(word?.outputs?.["word"], "first");
    assert.match(text, /exports\.handler/);
  });

  it("plans nothing when nothing has changed", async () => {
    const run = await program.preview();
    assert.deepEqual(run.changes, {});
    assert.deepEqual(run.steps, []);
  });

  it("shows what changed", async () => {
    await program.stack.setConfig("word", { value: "second" });
    const run = await program.up();
    assert.deepEqual(run.changes, { update: 1 });
    assert.equal(run.steps[0]?.old?.inputs["word"], "first");
    assert.equal(run.steps[0]?.new?.inputs["word"], "second");
  });

  it("can run any command of the command line on its stack", async () => {
    const listed = await program.command(["stack", "ls", "--json"]);
    assert.equal(listed.code, 0);
    assert.equal(JSON.parse(listed.stdout)[0].name, "test");
  });

  it("is destroyed", async () => {
    const run = await program.destroy();
    assert.deepEqual(run.changes, { delete: 2 });
    assert.deepEqual((await program.exportState()).resources, []);
  });

  it("that fails is an error with all that was printed", async () => {
    await program.stack.setConfig("word", { value: "fail" });
    await assert.rejects(program.up(), /pulumi up failed:\n.*the provider says no/s);
  });

  it("that is expected to fail gives its errors", async () => {
    const run = await program.up({ fails: true });
    const errors = run.diagnostics.filter(({ severity }) => severity === "error");
    assert.ok(errors.some(({ message }) => message.includes("the provider says no")));
    assert.ok(errors.every(({ message }) => !message.includes("<{%")));
  });

  it("that succeeds where it is expected to fail is an error", async () => {
    await program.stack.setConfig("word", { value: "fine" });
    await assert.rejects(program.up({ fails: true }), /pulumi up succeeded, and was expected to fail/);
  });
});

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { declaring } from "../program/declaration";
import { ALICE, BOB, DB, WEB } from "../program/ids";
import { pairs } from "../program/writes";
import { CommentHost } from "./commentHost";
import { GithubRunner } from "./githubRunner";
import { Project } from "./project";
import { githubWorkflow } from "./workflowFile";

const MARK = "<!-- lighthouse-report -->";
const BOT = { login: "github-actions[bot]", id: 1 };
const PERSON = { login: "somebody", id: 2 };
const both = declaring({ access: { keyIds: [ALICE], instanceIds: [WEB, DB] } });
const rotated = declaring({ access: { keyIds: [BOB], instanceIds: [WEB, DB] } });
const fewer = declaring({ access: { keyIds: [BOB], instanceIds: [WEB] } });

describe("the commands of the workflow for GitHub Actions", function () {
  this.timeout(600_000);
  const host = new CommentHost("a token", BOT);
  let project: Project;
  let runner: GithubRunner;

  before(async () => {
    project = await Project.begin({ files: both, instances: [WEB, DB], keyPairs: [ALICE, BOB] });
    const { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key } = project.story.cloud.credentials;
    const expressions = {
      "secrets.PULUMI_ACCESS_TOKEN": "",
      "secrets.PREVIEW_SECRET_ID": id,
      "secrets.PREVIEW_SECRET_KEY": key,
      "secrets.APPLY_SECRET_ID": id,
      "secrets.APPLY_SECRET_KEY": key,
      "runner.temp": dirname(project.summary),
      "github.token": "a token",
      "github.event.pull_request.number": "7",
    };
    const defaults = { GITHUB_API_URL: await host.start(), GITHUB_REPOSITORY: "our/access" };
    runner = new GithubRunner(githubWorkflow(), project, expressions, defaults);
    for (let count = 0; count < 130; count++) host.add(`a word ${count}`, PERSON);
    host.add(`${MARK} not of the workflow`, PERSON);
  });
  after(async () => {
    await host.stop();
    await project?.end();
  });

  it("preview a pull request, with a report as the summary and as a file, and change nothing", async () => {
    const { code, stderr } = await runner.run("preview", "Preview");

    assert.equal(code, 0, stderr);
    const report = (await project.file("report.md")) ?? "";
    assert.ok(report.startsWith(MARK));
    assert.match(report, /2 instances will be shut down/);
    assert.equal(await readFile(project.summary, "utf8"), report);
    assert.deepEqual(await project.story.cloud.newWrites(), []);
  });

  it("comment once, however many comments there are, and update that comment from then on", async () => {
    const first = await runner.run("preview", "Comment");
    assert.equal(first.code, 0, first.stderr);
    const written = host.comments.filter(({ user }) => user.login === BOT.login);
    assert.deepEqual(
      written.map(({ body }) => body),
      [await project.file("report.md")],
    );

    await project.story.program.write(rotated);
    await runner.run("preview", "Preview");
    const second = await runner.run("preview", "Comment");
    assert.equal(second.code, 0, second.stderr);
    assert.equal(host.comments.length, 132);
    assert.match(host.comments.at(-1)?.body ?? "", /bob00001/);
    assert.deepEqual(host.calls.slice(-1), [`PATCH /repos/our/access/issues/comments/${host.comments.at(-1)?.id}`]);
  });

  it("say so, and fail, where the comment is refused", async () => {
    const { code, stderr } = await runner.run("preview", "Comment", { GH_TOKEN: "another" });

    assert.equal(code, 1);
    assert.match(stderr, /GET .*\/issues\/7\/comments.*: 401/);
  });

  it("apply what was merged", async () => {
    const { code, stdout, stderr } = await runner.run("apply", "Apply");

    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(await project.story.cloud.pairs(), pairs([BOB], [WEB, DB]));
    assert.deepEqual(await project.story.cloud.down(), []);
  });

  it("stop a pull request that locks somebody out, with the report there for the comment", async () => {
    await project.story.program.write(fewer);
    const { code, stderr } = await runner.run("preview", "Preview");

    assert.equal(code, 2);
    assert.match(stderr, /stopped: 1 instance will be left without a key/);
    assert.match((await project.file("report.md")) ?? "", /no key is left/);
  });

  it("let it pass where only shutdowns stop, and stop it then for those", async () => {
    const { code, stderr } = await runner.run("preview", "Preview", { FAIL_ON: "shutdown" });

    assert.equal(code, 2);
    assert.match(stderr, /stopped: 1 instance will be shut down/);
  });

  it("fail where the preview fails, with its errors in the report", async () => {
    await project.story.program.write(declaring({ access: { keyIds: ["lhkp-unknown1"], instanceIds: [WEB] } }));
    const { code } = await runner.run("preview", "Preview");

    assert.ok(code !== 0 && code !== null);
    assert.match((await project.file("report.md")) ?? "", /\*\*The preview ended with 1 error/);
  });

  it("plan a pull request from a fork without secrets and without a call", async () => {
    await project.story.program.write(both);
    await project.story.cloud.newCalls();
    const { code, stdout, stderr } = await runner.run("fork", "Plan without secrets");

    assert.equal(code, 0, stdout + stderr);
    assert.match((await project.file("report.md")) ?? "", /for want of credentials/);
    assert.deepEqual(await project.story.cloud.newCalls(), []);
  });
});

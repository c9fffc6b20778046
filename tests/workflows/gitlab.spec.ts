import assert from "node:assert/strict";
import type { ProcessResult } from "../engine/runProcess";
import { declaring } from "../program/declaration";
import { ALICE, BOB, WEB } from "../program/ids";
import { pairs } from "../program/writes";
import { CommentHost } from "./commentHost";
import { Project } from "./project";
import { gitlabPipeline, type Variables } from "./workflowFile";

const MARK = "<!-- lighthouse-report -->";
const BOT = { login: "project_1_bot", id: 1 };
const PERSON = { login: "somebody", id: 2 };
const { preview, apply, variables } = gitlabPipeline();

describe("the commands of the configuration for GitLab CI", function () {
  this.timeout(600_000);
  const host = new CommentHost("a token", BOT);
  let project: Project;
  let given: Variables;

  before(async () => {
    const files = declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } });
    project = await Project.begin({ files, instances: [WEB], keyPairs: [ALICE, BOB] });
    const { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key } = project.story.cloud.credentials;
    given = {
      ...variables,
      PREVIEW_SECRET_ID: id,
      PREVIEW_SECRET_KEY: key,
      APPLY_SECRET_ID: id,
      APPLY_SECRET_KEY: key,
      NOTES_TOKEN: "a token",
      CI_API_V4_URL: await host.start(),
      CI_PROJECT_ID: "1",
      CI_MERGE_REQUEST_IID: "7",
    };
    host.add(`${MARK} not of the pipeline`, PERSON);
    for (let count = 0; count < 100; count++) host.add(`a word ${count}`, PERSON);
  });
  after(async () => {
    await host.stop();
    await project?.end();
  });

  const run = (lines: readonly string[] = []): Promise<ProcessResult> => project.run(lines.join("\n"), given);

  it("preview a merge request and write one note, which is updated from then on", async () => {
    const first = await run(preview.script);
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.match(first.stdout, /1 instance will be shut down/);
    const noted = await run(preview.after_script);
    assert.equal(noted.code, 0, noted.stderr);

    await project.story.program.write(declaring({ access: { keyIds: [BOB], instanceIds: [WEB] } }));
    await run(preview.script);
    const again = await run(preview.after_script);
    assert.equal(again.code, 0, again.stderr);

    const ours = host.comments.filter(({ author }) => author.id === BOT.id);
    assert.equal(ours.length, 1);
    assert.match(ours[0]?.body ?? "", /bob00001/);
    assert.deepEqual(await project.story.cloud.newWrites(), []);
  });

  it("leave all that the job keeps", async () => {
    const kept = await Promise.all((preview.artifacts?.paths ?? []).map((path) => project.file(path)));

    assert.equal(kept.length, 2);
    assert.ok(kept.every((text) => text !== undefined && text.length > 100));
  });

  it("apply what was merged", async () => {
    const { code, stdout, stderr } = await run(apply.script);

    assert.equal(code, 0, stdout + stderr);
    assert.deepEqual(await project.story.cloud.pairs(), pairs([BOB], [WEB]));
  });

  it("stop a merge request that locks somebody out", async () => {
    await project.story.program.write({ "index.js": "" });
    const { code, stderr } = await run(preview.script);

    assert.equal(code, 2);
    assert.match(stderr, /stopped: 1 instance will be left without a key/);
  });
});

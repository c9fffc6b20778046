import assert from "node:assert/strict";
import { githubWorkflow, gitlabPipeline, textOf } from "./workflowFile";

/** The releases that were looked at. */
const PINS = {
  "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1",
  "actions/setup-node": "820762786026740c76f36085b0efc47a31fe5020",
  "pulumi/actions": "8e5e406f4007fca908480587cb9893c07090f58d",
};

const { on, permissions, jobs } = githubWorkflow();
const { preview, fork, apply } = jobs;
const steps = Object.values(jobs).flatMap((job) => job.steps);

describe("the workflow for GitHub Actions", () => {
  it("uses three actions, each by the commit of its release", () => {
    const used = new Set(steps.flatMap(({ uses }) => uses ?? []));

    assert.deepEqual(
      [...used].sort(),
      Object.entries(PINS).map(([name, commit]) => `${name}@${commit}`),
    );
  });

  it("has the least rights: reads the repository, and only the preview may write to a pull request", () => {
    assert.deepEqual(permissions, { contents: "read" });
    assert.deepEqual(preview?.permissions, { contents: "read", "pull-requests": "write" });
    assert.deepEqual([fork?.permissions, apply?.permissions], [undefined, undefined]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    assert.ok(checkouts.every((step) => step.with?.["persist-credentials"] === false));
  });

  it("never runs a stranger's code with secrets", () => {
    assert.deepEqual(Object.keys(on).sort(), ["pull_request", "push"]);
    assert.match(preview?.if ?? "", /head\.repo\.full_name == github\.repository$/);
    assert.match(fork?.if ?? "", /head\.repo\.full_name != github\.repository$/);
    assert.doesNotMatch(JSON.stringify(fork), /secrets\.|github\.token/);
  });

  it("gives credentials of the apply to the apply alone, behind its environment", () => {
    assert.equal(apply?.environment, "production");
    assert.match(JSON.stringify(apply), /secrets\.APPLY_SECRET_KEY/);
    assert.doesNotMatch(JSON.stringify([preview, fork]), /APPLY_/);
    assert.doesNotMatch(JSON.stringify(apply), /PREVIEW_/);
  });

  it("puts no expression into a command, where its text would be run", () => {
    assert.deepEqual(
      steps.filter(({ run }) => run?.includes("${{")),
      [],
    );
  });

  it("ends in any case", () => {
    assert.ok(Object.values(jobs).every((job) => (job["timeout-minutes"] ?? 0) > 0));
  });
});

describe("the configuration for GitLab CI", () => {
  const pipeline = gitlabPipeline();

  it("previews no fork, and applies what is pushed to the default branch, one at a time", () => {
    assert.match(
      pipeline.preview.rules[0]?.if ?? "",
      /\$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == \$CI_MERGE_REQUEST_PROJECT_ID$/,
    );
    assert.match(pipeline.apply.rules[0]?.if ?? "", /\$CI_COMMIT_BRANCH == \$CI_DEFAULT_BRANCH/);
    assert.equal(pipeline.apply.resource_group, "production");
  });

  it("gives credentials of the apply to the apply alone", () => {
    assert.doesNotMatch(JSON.stringify(pipeline.preview), /APPLY_/);
    assert.match(JSON.stringify(pipeline.apply), /\$APPLY_SECRET_KEY/);
  });

  it("consists of commands: in YAML a colon makes something else of a line", () => {
    const lines = [pipeline.preview, pipeline.apply].flatMap((job) => [...job.script, ...(job.after_script ?? [])]);
    assert.deepEqual(
      lines.filter((line) => typeof line !== "string"),
      [],
    );
  });

  it("names an image by its version", () => {
    assert.match(textOf("gitlab-ci.yml"), /^ {2}image: pulumi\/pulumi-nodejs:3\.274\.1$/m);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { CHECKOUT } from "../engine/checkout";

/** Variables, as a workflow names them: texts, perhaps with expressions in them. */
export type Variables = Readonly<Record<string, string>>;

/** A step of a job on GitHub. */
export interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  env?: Variables;
  with?: Readonly<Record<string, unknown>>;
}

/** A job on GitHub. */
export interface GithubJob {
  if?: string;
  env?: Variables;
  permissions?: Readonly<Record<string, string>>;
  environment?: string;
  "timeout-minutes"?: number;
  steps: Step[];
}

/** A workflow on GitHub, as far as it is read here. */
export interface GithubWorkflow {
  on: Readonly<Record<string, unknown>>;
  permissions: Readonly<Record<string, string>>;
  env: Variables;
  jobs: Readonly<Record<string, GithubJob>>;
}

/** A job on GitLab. */
export interface GitlabJob {
  rules: { if: string }[];
  script: string[];
  after_script?: string[];
  artifacts?: { paths: string[] };
  environment?: string;
  resource_group?: string;
}

/** The workflow to copy, for GitHub Actions. */
export function githubWorkflow(): GithubWorkflow {
  const workflow: GithubWorkflow = parse(textOf("github-actions.yml"));
  return workflow;
}

/** The configuration to copy, for GitLab CI: its variables, and its jobs. */
export function gitlabPipeline(): { variables: Variables; preview: GitlabJob; apply: GitlabJob } {
  const pipeline: ReturnType<typeof gitlabPipeline> = parse(textOf("gitlab-ci.yml"));
  return pipeline;
}

/** A step of a job by its name. */
export function stepOf(job: GithubJob, name: string): Step & { run: string } {
  const step = job.steps.find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`The job has no step ${name} that runs something.`);
  return { ...step, run: step.run };
}

/** The text of a workflow. */
export function textOf(name: string): string {
  return readFileSync(join(CHECKOUT, "docs", "workflows", name), "utf8");
}

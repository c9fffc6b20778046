import type { ProcessResult } from "../engine/runProcess";
import type { Project } from "./project";
import { type GithubWorkflow, stepOf, type Variables } from "./workflowFile";

/** What GitHub puts in the place of expressions, such as `secrets.PREVIEW_SECRET_ID`. */
export type Expressions = Variables;

/** Runs steps of a workflow as GitHub's runner does: with the variables of the workflow, the job and the step. */
export class GithubRunner {
  constructor(
    private readonly workflow: GithubWorkflow,
    private readonly project: Project,
    private readonly expressions: Expressions,
    private readonly defaults: Variables,
  ) {}

  /** Runs a step. Throws where it has an expression that stands for nothing here. */
  run(jobName: string, stepName: string, overrides: Variables = {}): Promise<ProcessResult> {
    const job = this.workflow.jobs[jobName];
    if (job === undefined) throw new Error(`There is no job ${jobName}.`);
    const step = stepOf(job, stepName);
    const env = { ...this.workflow.env, ...job.env, ...step.env, ...overrides };
    const values = Object.entries(env).map(([name, text]) => [name, this.filledIn(String(text))]);
    return this.project.run(step.run, { ...this.defaults, ...Object.fromEntries(values) });
  }

  private filledIn(text: string): string {
    return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
      const value = this.expressions[expression];
      if (value === undefined) throw new Error(`${expression} stands for nothing here.`);
      return value;
    });
  }
}

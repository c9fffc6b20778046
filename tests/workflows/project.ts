import { chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packedPackage } from "../engine/packedPackage";
import { type ProcessResult, runProcess } from "../engine/runProcess";
import { type Beginning, Story } from "../program/story";
import type { Variables } from "./workflowFile";

const STEP_MS = 300_000;

/** The command that is proven elsewhere, and needs a registry: the project has everything installed. */
const INSTALLATION = /^npm ci$/gm;

/** A Pulumi project in which the commands of a workflow are run, on a local Lighthouse. */
export class Project {
  private constructor(
    readonly story: Story,
    /** What GitHub calls GITHUB_STEP_SUMMARY. */
    readonly summary: string,
  ) {}

  /** Makes the project, with this package in it as npm installs it: its command is in node_modules/.bin. */
  static async begin(beginning: Beginning): Promise<Project> {
    const story = await Story.begin(beginning);
    const command = join(
      await packedPackage(),
      "node_modules",
      "pulumi-tencentcloud-lighthouse",
      "dist/sdk/report/main.js",
    );
    const bin = join(story.program.folder, "node_modules", ".bin");
    await mkdir(bin, { recursive: true });
    await chmod(command, 0o755);
    await symlink(command, join(bin, "lighthouse-report"));
    const summary = join(dirname(story.program.folder), "summary.md");
    await writeFile(summary, "");
    return new Project(story, summary);
  }

  /**
   * Runs commands as a runner does: in a file, by a shell that ends at the first error, in the project's folder.
   *
   * @param env Beside what the engine needs and how the local Lighthouse is reached; credentials only where given here.
   */
  async run(commands: string, env: Variables): Promise<ProcessResult> {
    const { folder, stack } = this.story.program;
    const file = join(dirname(folder), "commands.sh");
    await writeFile(file, commands.replace(INSTALLATION, "true"));
    const { TENCENTCLOUD_SECRET_ID: _id, TENCENTCLOUD_SECRET_KEY: _key, ...engine } = stack.workspace.envVars;
    // Or npx asks the registry for a newer npm.
    const quiet = { npm_config_update_notifier: "false" };
    const own = { PULUMI_STACK: stack.name, GITHUB_STEP_SUMMARY: this.summary, ...quiet };
    const options = { cwd: folder, env: { ...engine, ...env, ...own }, timeoutMs: STEP_MS };
    return runProcess("bash", ["-eo", "pipefail", file], options);
  }

  /** A file of the project, or undefined where there is none. */
  async file(name: string): Promise<string | undefined> {
    return readFile(join(this.story.program.folder, name), "utf8").catch(() => undefined);
  }

  end(): Promise<void> {
    return this.story.end();
  }
}

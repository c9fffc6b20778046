import { type ProcessResult, runProcess } from "../engine/runProcess";
import { type Beginning, Story } from "../program/story";
import { exampleFiles } from "./exampleFiles";
import { readmeCommands } from "./readmeCommands";

const COMMAND_TIMEOUT_MS = 180_000;

/** The package is installed from a tarball already, and each command runs in the program's folder. */
const DONE = /^(p?npm install$|cd )/;

/** Nobody is there to answer. */
const ASKS = /^pulumi (up|destroy|new)\b/;

/** An example in a folder of its own, with the package installed, and a local Lighthouse as its cloud. */
export class Example {
  /**
   * @param story The local Lighthouse, and the environment of the commands.
   * @param folder Where the program is.
   * @param commands Those of the README.
   */
  constructor(
    readonly story: Story,
    private readonly folder: string,
    private readonly commands: readonly string[] = [],
  ) {}

  /**
   * @param path From the root of the checkout, such as `examples/one-machine`.
   * @param there What the cloud holds.
   */
  static async of(path: string, there: Omit<Beginning, "files">): Promise<Example> {
    const files = await exampleFiles(path);
    const story = await Story.begin({ ...there, files });
    return new Example(story, story.program.folder, readmeCommands(files["README.md"] ?? ""));
  }

  /** The same example in another folder, which the test has made. */
  in(folder: string): Example {
    return new Example(this.story, folder, this.commands);
  }

  /** Does what the README says, word for word, but for installations and changes of folder. Gives what the last command printed. */
  async follow(): Promise<string> {
    const commands = this.commands.filter((command) => !DONE.test(command));
    if (commands.length === 0) throw new Error("the README has no commands");
    let printed = "";
    for (const command of commands) printed = await this.shell(command);
    return printed;
  }

  /** Runs one line in the program's folder. Throws, with all that it printed, where it fails. */
  async shell(line: string): Promise<string> {
    const result = await this.tryShell(line);
    if (result.code !== 0) throw new Error(`${line}\n${result.failure ?? ""}${result.stdout}${result.stderr}`);
    return result.stdout + result.stderr;
  }

  /** Runs one line in the program's folder, whether it fails or not. */
  tryShell(line: string): Promise<ProcessResult> {
    const command = ASKS.test(line) ? `${line} --yes --non-interactive` : line;
    const env = { ...this.story.program.stack.workspace.envVars };
    return runProcess("bash", ["-c", command], { cwd: this.folder, env, timeoutMs: COMMAND_TIMEOUT_MS });
  }

  /** There is nothing to do: a preview that finds a change fails. */
  async isQuiet(): Promise<void> {
    await this.shell("pulumi preview --expect-no-changes --non-interactive");
  }
}

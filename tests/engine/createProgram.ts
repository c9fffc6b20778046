import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ConfigMap, LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { type Engine, ensureEngine } from "./ensureEngine";
import { isolated } from "./isolatedEnvironment";
import { packedPackage } from "./packedPackage";
import { Produced } from "./produced";
import { Program } from "./program";
import { type ProgramFiles, programFiles, writeFiles } from "./programFiles";
import { temporaryFolder } from "./temporaryFolder";

/** The stack of every program. */
const STACK = "test";

/** A program to be made by {@link createProgram}. */
export interface ProgramOptions {
  /** Its files. `Pulumi.yaml`, `package.json` and `tsconfig.json` are added unless given. */
  files: ProgramFiles;
  /** The project's name. @default "program" */
  project?: string;
  /** What the program and its providers find in their environment beside PATH and the like: credentials, endpoint. */
  env?: Readonly<Record<string, string>>;
  /** The stack's configuration. */
  config?: ConfigMap;
  /** Whether the program can load this package, as installed from `npm pack`. @default true */
  withPackage?: boolean;
  /**
   * A folder in which packages are installed already: the program is written into it as it is, with no file added, and
   * both stay there in the end. @default a folder of its own
   */
  installed?: string;
}

let command: Promise<PulumiCommand> | undefined;

/**
 * Makes a program in a folder of its own under the checkout's ignored folder, with an empty stack. The engine is made
 * sure of first; nothing of the user's Pulumi settings, accounts or states is used. Call `remove` on it in the end.
 */
export async function createProgram(options: ProgramOptions): Promise<Program> {
  const { project = "program", env = {}, config = {}, installed } = options;
  const { withPackage = installed === undefined } = options;
  const engine = await ensureEngine();
  const folder = await temporaryFolder("program", withPackage ? await packedPackage() : undefined);
  const produced = Produced.of(process.env);
  produced?.credentials(env);
  produced?.credentials(Object.fromEntries(Object.entries(config).map(([name, { value }]) => [name, value])));
  try {
    const workDir = installed ?? join(folder.path, "program");
    const state = join(folder.path, "state");
    await mkdir(state);
    await writeFiles(workDir, installed === undefined ? programFiles(project, options.files) : options.files);
    const home = join(folder.path, "home");
    // No profile of whoever runs the tests is taken for the program's.
    const backend = { PULUMI_BACKEND_URL: pathToFileURL(state).href, PULUMI_HOME: home, HOME: home, USERPROFILE: home };
    const workspace = await LocalWorkspace.create({
      workDir,
      pulumiCommand: await commandOf(engine),
      envVars: isolated({ ...engine.env, ...backend, ...env }),
    });
    const stack = await Stack.create(STACK, workspace);
    if (Object.keys(config).length > 0) await stack.setAllConfig(config);
    const remove = async (): Promise<void> => {
      produced?.files(state);
      produced?.files(join(home, "lighthouse-claims"));
      await folder.remove();
    };
    return new Program(workDir, stack, engine.cli, remove, produced);
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

function commandOf(engine: Engine): Promise<PulumiCommand> {
  command ??= PulumiCommand.get({ root: dirname(dirname(engine.cli)) });
  return command;
}

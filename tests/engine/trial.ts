import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cliEnvironment } from "./cliEnvironment";
import { isUsableVersion, OLDEST_ENGINE_VERSION, parseVersion } from "./engineVersion";
import { writeFiles } from "./programFiles";
import { endProcessesWith } from "./programProcesses";
import { runProcess, whyItFailed } from "./runProcess";
import { temporaryFolder } from "./temporaryFolder";

/** The answer to whether an engine works: its version, or the reason why not. */
export type TrialResult = { works: true; version: string } | { works: false; why: string };

const PROJECT = "engine-trial";
const CREATED = "made-by-the-trial";

/** A program with one dynamic resource: it takes the command line, the language host and the launcher to apply it. */
const PROGRAM = `const pulumi = require("@pulumi/pulumi");
const provider = 'exports.handler = () => ({ create: async () => ({ id: "${CREATED}", outs: {} }) });';
new pulumi.CustomResource("pulumi-nodejs:dynamic/trial:Trial", "trial", { __provider: provider });
`;

/**
 * Asks a command line for its version.
 *
 * @param folder The folder with the engine's programs.
 */
export async function askVersion(cli: string, folder: string, signal?: AbortSignal): Promise<TrialResult> {
  const env = cliEnvironment(folder, process.env);
  const asked = await runProcess(cli, ["version"], { cwd: folder, env, timeoutMs: 30_000, signal });
  if (asked.code !== 0) return { works: false, why: `\`pulumi version\` failed: ${whyItFailed(asked)}` };
  const version = parseVersion(asked.stdout);
  if (version === undefined) return { works: false, why: `\`pulumi version\` printed no version: ${asked.stdout}` };
  if (!isUsableVersion(version)) return { works: false, why: `it is ${version}, older than ${OLDEST_ENGINE_VERSION}` };
  return { works: true, version };
}

/**
 * Whether an engine can really apply a program of plain Node: version, then `up` of one dynamic resource in a temporary
 * folder of the checkout, which is removed.
 *
 * @param cli The command line to try.
 * @param folder The folder with the engine's programs.
 */
export async function tryEngine(cli: string, folder: string, signal?: AbortSignal): Promise<TrialResult> {
  const asked = await askVersion(cli, folder, signal);
  if (!asked.works) return asked;
  const project = await temporaryFolder("engine-trial");
  try {
    const why = await applyTrial(cli, folder, project.path, signal);
    return why === undefined ? asked : { works: false, why };
  } finally {
    await endProcessesWith(`PULUMI_HOME=${homeOf(project.path)}`);
    await project.remove();
  }
}

/** The trial's files. With a package of its own: otherwise its entry point would be that of the checkout's package. */
const FILES = {
  "index.js": PROGRAM,
  "package.json": `{ "private": true, "main": "index.js" }\n`,
  "Pulumi.yaml": `name: ${PROJECT}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n`,
};

/** Applies the trial program in an empty folder. Returns why it did not work, if so. */
async function applyTrial(
  cli: string,
  folder: string,
  project: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  await writeFiles(project, FILES);
  const env = {
    ...cliEnvironment(folder, process.env),
    PULUMI_BACKEND_URL: pathToFileURL(project).href,
    PULUMI_HOME: homeOf(project),
  };
  const steps = [
    ["stack", "init", "trial", "--non-interactive"],
    ["up", "--stack", "trial", "--yes", "--skip-preview", "--non-interactive", "--color", "never"],
  ];
  for (const args of steps) {
    const done = await runProcess(cli, args, { cwd: project, env, timeoutMs: 120_000, signal });
    if (done.code !== 0) return `a trial \`pulumi ${args[0]}\` failed: ${whyItFailed(done)}`;
  }
  const state = await readFile(join(project, ".pulumi", "stacks", PROJECT, "trial.json"), "utf8");
  return state.includes(CREATED) ? undefined : "a trial `pulumi up` succeeded without making its resource";
}

function homeOf(project: string): string {
  return join(project, "home");
}

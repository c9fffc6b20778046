import { delimiter } from "node:path";
import { runProcess, whyItFailed } from "../engine/runProcess";
import type { NodeRelease } from "./nodeRelease";

const TIMEOUT_MS = 180_000;

/**
 * What `npm run` adds for scripts, its `--silent` included: a package manager that we start must neither take our
 * checkout for its project nor keep its warnings to itself.
 */
const KEPT_OUT =
  /^(npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|global_prefix|loglevel))|INIT_CWD$|NODE_OPTIONS$|NODE_PATH$|NODE_V8_COVERAGE$|TS_NODE_)/i;

/** Where and with what a command is run. */
export interface CommandPlace {
  folder: string;
  /** The Node that the command finds on its PATH. @default the one that runs us */
  node?: NodeRelease | undefined;
  /** Variables beside the surrounding ones. */
  env?: Readonly<Record<string, string>>;
}

/** Where a line is run, and its whole environment. */
export interface AlonePlace {
  folder: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Runs a command, such as `["npm", "install"]`, to its end.
 *
 * @returns All that it printed, both streams.
 * @throws Where it does not end with exit code 0, with the last lines of what it printed.
 */
export async function runCommand([command = "", ...args]: readonly string[], place: CommandPlace): Promise<string> {
  const result = await runProcess(command, args, {
    cwd: place.folder,
    env: { ...surrounding(place.node), ...place.env },
    timeoutMs: TIMEOUT_MS,
  });
  if (result.code !== 0) throw new Error(`${command} ${args.join(" ")}: ${whyItFailed(result)}`);
  return `${result.stdout}${result.stderr}`;
}

/**
 * Runs a line of a shell to its end, in the environment that is given and no other.
 *
 * @returns All that it printed, both streams.
 * @throws Where it does not end with exit code 0, with all that it printed.
 */
export async function runAlone(line: string, { folder, env }: AlonePlace): Promise<string> {
  const result = await runProcess("bash", ["-c", line], { cwd: folder, env: withoutNpm(env), timeoutMs: TIMEOUT_MS });
  const printed = `${result.stdout}${result.stderr}`;
  if (result.code !== 0) throw new Error(`${line}: ${result.failure ?? ""}\n${printed}`);
  return printed;
}

function surrounding(node: NodeRelease | undefined): NodeJS.ProcessEnv {
  const kept = withoutNpm(process.env);
  return node === undefined ? kept : { ...kept, PATH: [node.folder, kept["PATH"]].join(delimiter) };
}

function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !KEPT_OUT.test(name)));
}

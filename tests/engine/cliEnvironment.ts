import { delimiter, dirname, join } from "node:path";
import { WORK_FOLDER } from "./checkout";

/**
 * What of the surrounding environment would change what the engine or a program does. None of it reaches them, so that
 * a test or the demo sees the same wherever it runs, and never touches an account or a state of its user.
 */
const KEPT_OUT =
  /^(PULUMI_|TENCENTCLOUD_|TCCLI_|TKE_|LIGHTHOUSE_|NODE_OPTIONS$|NODE_PATH$|NODE_V8_COVERAGE$|TS_NODE_)/i;

/** Settings that keep the command line quiet, local and inside our own folders. */
const ENGINE_SETTINGS: Readonly<Record<string, string>> = {
  // No look-up of newer versions, no download of plugins, no operating system's key store.
  PULUMI_SKIP_UPDATE_CHECK: "true",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  PULUMI_CREDENTIAL_STORE: "plaintext",
  // The states here live for a minute: a copy of each checkpoint is only time lost.
  PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
  PULUMI_CONFIG_PASSPHRASE: "",
};

/**
 * The environment in which a command line of the engine is run.
 *
 * @param folder The folder with the engine's programs: first on PATH, so that its own language host is taken.
 * @param surrounding The environment to start from, usually `process.env`.
 * @returns The whole environment; `PULUMI_HOME` is in the checkout's ignored folder. The node that runs us is on PATH
 * before any other.
 */
export function cliEnvironment(folder: string, surrounding: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(surrounding)) {
    if (value !== undefined && !KEPT_OUT.test(name)) kept[name] = value;
  }
  const path = [folder, dirname(process.execPath), kept["PATH"] ?? ""].join(delimiter);
  return { ...kept, ...ENGINE_SETTINGS, PATH: path, PULUMI_HOME: join(WORK_FOLDER, "pulumi-home") };
}

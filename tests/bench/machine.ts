import { cpus, release, totalmem, type } from "node:os";
import { version as sdkVersion } from "@pulumi/pulumi/version";
import { ensureEngine } from "../engine/ensureEngine";

/** The machine and the versions of what ran on it, in one sentence. */
export async function machine(): Promise<string> {
  const [cpu] = cpus();
  const { version } = await ensureEngine();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const hardware = `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memory} of memory, ${type()} ${release()}`;
  return `${hardware}; Node ${process.version}, Pulumi ${version} with its SDK ${sdkVersion}, state in a file.`;
}

import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import type { EngineWay } from "./engineWay";
import { tryEngine } from "./trial";

/**
 * The first way: the `pulumi` that the user has on PATH, if its Node language host works.
 *
 * The trial `up` takes seconds, so that it is done once for each program: a note in the cache remembers that this very
 * file (place, size, time) has passed.
 */
export const engineOnPath: EngineWay = async (context) => {
  const cli = await findOnPath("pulumi", context.environment["PATH"] ?? "");
  if (cli === undefined) return { why: "there is no `pulumi` on PATH" };
  const folder = dirname(cli);
  const note = join(context.cache, `passed-${await fingerprint(cli)}`);
  const known = await readFile(note, "utf8").catch(() => undefined);
  if (known) return { found: { cli, folder, version: known } };

  context.report(`trying ${cli} on a program of one resource`);
  const trial = await tryEngine(cli, folder, context.signal);
  if (!trial.works) return { why: `${cli}: ${trial.why}` };
  await writeFile(note, trial.version);
  return { found: { cli, folder, version: trial.version } };
};

/**
 * Finds a program in a list of folders.
 *
 * @param path In the form of the environment's PATH. Relative entries are passed over.
 * @returns The first file of that name that can be run, or undefined.
 */
export async function findOnPath(program: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, program);
    const isRunnable = await access(candidate, constants.X_OK).then(
      async () => (await stat(candidate)).isFile(),
      () => false,
    );
    if (isRunnable) return candidate;
  }
  return undefined;
}

async function fingerprint(file: string): Promise<string> {
  const target = await realpath(file);
  const { size, mtimeMs } = await stat(target);
  return createHash("sha256").update(`${file}\0${target}\0${size}\0${mtimeMs}`).digest("hex").slice(0, 16);
}

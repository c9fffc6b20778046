import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";

/** The programs that an engine is made of: the command line, the Node language host, the dynamic provider's launcher. */
export const ENGINE_PROGRAMS = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;

/** The folder inside an engine's root that holds its programs. The official installer and the Automation API use it. */
export function programFolder(root: string): string {
  return join(root, "bin");
}

/** The command line of an engine with this root. */
export function cliOf(root: string): string {
  return join(programFolder(root), "pulumi");
}

/**
 * Which of an engine's programs are absent from a folder, or cannot be run.
 *
 * @param folder The folder with the programs, not the root.
 * @returns Their names, in the order of {@link ENGINE_PROGRAMS}; empty when the engine is whole.
 */
export async function missingPrograms(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (const program of ENGINE_PROGRAMS) {
    const isThere = await access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isThere) missing.push(program);
  }
  return missing;
}

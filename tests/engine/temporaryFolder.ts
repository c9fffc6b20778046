import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { WORK_FOLDER } from "./checkout";

/** A folder for a while. */
export interface TemporaryFolder {
  /** Its absolute path. */
  path: string;
  /**
   * Removes it with all that is in it. With `LIGHTHOUSE_KEEP=1` in the environment it stays, for looking at.
   */
  remove: () => Promise<void>;
}

/**
 * Makes an empty folder in the checkout's ignored one.
 *
 * @param name What its name begins with.
 * @param parent The folder to make it in. @default the checkout's ignored folder
 */
export async function temporaryFolder(name: string, parent: string = WORK_FOLDER): Promise<TemporaryFolder> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, `${name}-`));
  const remove = async () => {
    // A process that has just been killed may still finish a write: try again rather than fail on its folder.
    if (process.env["LIGHTHOUSE_KEEP"] !== "1") await rm(path, { recursive: true, force: true, maxRetries: 5 });
  };
  return { path, remove };
}

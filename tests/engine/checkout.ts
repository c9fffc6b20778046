import { join, resolve } from "node:path";

/** The root of this checkout, as an absolute path. */
export const CHECKOUT = resolve(__dirname, "../..");

/** Where tests and the demo may write: a folder of the checkout that git ignores. */
export const WORK_FOLDER = join(CHECKOUT, ".work");

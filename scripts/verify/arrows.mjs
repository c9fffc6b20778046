import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { runTool } from "./tool.mjs";

/** Which folder may import from which (.dependency-cruiser.cjs says it, with reasons). */
export function checkArrows() {
  const folders = ["provider", "sdk", "examples", "tests"].filter((folder) => existsSync(join(root, folder)));
  return runTool("dependency-cruiser", ["--output-type", "err-long", ...folders]);
}

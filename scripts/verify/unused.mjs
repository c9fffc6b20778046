import { runTool } from "./tool.mjs";

/** Files, exports and dependencies that nothing uses (knip.json). */
export function checkUnused() {
  return runTool("knip", ["--no-progress", "--treat-config-hints-as-errors"]);
}

import { all, runTool } from "./tool.mjs";

/** Biome's rules, then those that need types and our own (eslint.config.mjs). No rule is in both. */
export function checkLint() {
  return all(
    () => runTool("@biomejs/biome", ["lint", "--error-on-warnings", "--max-diagnostics=50", "."], "biome"),
    () => runTool("eslint", ["--max-warnings=0", "."]),
  );
}

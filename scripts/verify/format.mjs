import { runTool } from "./tool.mjs";

/** Layout and order of imports are Biome's (`npm run format` mends both). */
export function checkFormat() {
  return runTool("@biomejs/biome", ["check", "--linter-enabled=false", "--max-diagnostics=50", "."], "biome");
}

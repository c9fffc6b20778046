import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildIfStale } from "../build.mjs";
import { root } from "../root.mjs";
import { treeFiles } from "../tree.mjs";
import { all, findingOf, runTool } from "./tool.mjs";

/**
 * The compiler over every TypeScript file: provider, sdk and tests, the scripts, and each example as a project of its
 * own, which sees the package as a user does: through dist/.
 */
export async function checkTypes() {
  const examples = exampleFolders();
  const unchecked = examples.filter((folder) => !existsSync(join(root, folder, "tsconfig.json")));
  const projects = ["tsconfig.json", "scripts/tsconfig.json"];
  const checked = examples.filter((folder) => !unchecked.includes(folder)).map((folder) => `${folder}/tsconfig.json`);
  return await all(
    ...projects.map((project) => () => compile(project)),
    async () => findingOf(unchecked.map((folder) => `${folder} has TypeScript but no tsconfig.json`)),
    async () => findingOf(checked.length === 0 || buildIfStale() ? [] : ["dist/ could not be built"]),
    ...checked.map((project) => () => compile(project)),
  );
}

/** @param {string} project */
function compile(project) {
  return runTool("typescript", ["--noEmit", "--pretty", "false", "-p", project], "tsc");
}

function exampleFolders() {
  const sources = treeFiles().filter((path) => /^examples\/[^/]+\/.*\.ts$/.test(path));
  return [...new Set(sources.map((path) => path.split("/").slice(0, 2).join("/")))];
}

import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { root } from "../root.mjs";
import { filesUnder } from "../tree.mjs";
import { SUITES } from "./suites.mjs";

/**
 * What one run of `npm test` runs.
 *
 * @typedef {object} Selection
 * @property {{ suite: import("./suites.mjs").Suite, specs: string[] }[]} parts Each suite with its files.
 * @property {string[]} mochaArguments Passed on to mocha, such as `--grep x`.
 * @property {boolean} isWhole Whether this is all there is, so that its result speaks for the tree.
 */

/**
 * Reads the arguments of `npm test`: paths of folders or files choose suites or files; all else goes to mocha.
 *
 * @param {string[]} given
 * @returns {Selection}
 */
export function select(given) {
  /** @type {string[]} */
  const paths = [];
  /** @type {string[]} */
  const mochaArguments = [];
  for (const argument of given) {
    const isValue = mochaArguments.at(-1)?.match(/^--?[a-z-]+$/) != null;
    const isPath = !argument.startsWith("-") && !isValue && existsSync(resolve(argument));
    if (isPath) paths.push(relative(root, resolve(argument)));
    else mochaArguments.push(argument);
  }
  const parts = SUITES.map((suite) => ({ suite, specs: specsOf(suite).filter((spec) => isChosen(spec, paths)) }));
  const isWhole = given.length === 0;
  return { parts: isWhole ? parts : parts.filter(({ specs }) => specs.length > 0), mochaArguments, isWhole };
}

/** The spec files under tests/ that no suite would ever run. */
export function specsOfNoSuite() {
  const run = new Set(SUITES.flatMap(specsOf));
  return filesUnder("tests").filter((path) => path.endsWith(".spec.ts") && !run.has(path));
}

/** @param {import("./suites.mjs").Suite} suite */
function specsOf(suite) {
  return filesUnder(suite.folder).filter((path) => path.endsWith(".spec.ts"));
}

/**
 * @param {string} spec
 * @param {string[]} paths
 */
function isChosen(spec, paths) {
  return paths.length === 0 || paths.some((path) => path === "" || spec === path || spec.startsWith(`${path}/`));
}

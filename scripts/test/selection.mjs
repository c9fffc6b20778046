import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { root } from "../root.mjs";
import { filesUnder } from "../tree.mjs";
import { SUITES, suitesThatAre } from "./suites.mjs";

/**
 * What one run of `npm test` runs.
 *
 * @typedef {object} Selection
 * @property {{ suite: import("./suites.mjs").Suite, specs: string[] }[]} parts Each suite with its files.
 * @property {string[]} mochaArguments Passed on to mocha, such as `--grep x`.
 * @property {boolean} isWhole Whether this is all that is not long, so that its result speaks for the tree.
 * @property {boolean} isLong Whether this is all that is long.
 */

/**
 * Reads the arguments of `npm test`: paths of folders or files choose suites or files; `--long` alone chooses the suites
 * that take long, and nothing at all the others; all else goes to mocha. Throws where a path leads nowhere.
 *
 * @param {string[]} given
 * @returns {Selection}
 */
export function select(given) {
  const isLong = given.length === 1 && given[0] === "--long";
  if (isLong || given.length === 0) {
    const parts = suitesThatAre({ long: isLong }).map((suite) => ({ suite, specs: specsOf(suite) }));
    return { parts, mochaArguments: [], isWhole: !isLong, isLong };
  }
  /** @type {string[]} */
  const paths = [];
  /** @type {string[]} */
  const mochaArguments = [];
  for (const argument of given) {
    // What follows an option may be its value.
    const isValue = /^--?[a-z-]+$/.test(mochaArguments.at(-1) ?? "");
    const exists = existsSync(resolve(argument));
    if (argument.startsWith("-") || (isValue && !exists)) mochaArguments.push(argument);
    else if (exists) paths.push(relative(root, resolve(argument)));
    else throw new Error(`${argument} is no file or folder`);
  }
  const parts = SUITES.map((suite) => ({ suite, specs: specsOf(suite).filter((spec) => isChosen(spec, paths)) }));
  return { parts: parts.filter(({ specs }) => specs.length > 0), mochaArguments, isWhole: false, isLong };
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

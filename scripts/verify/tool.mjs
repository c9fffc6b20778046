import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "../root.mjs";

/**
 * What one part of `npm run verify` found.
 *
 * @typedef {object} Finding
 * @property {boolean} isGood
 * @property {string} output What a reader needs in order to mend it; shown only where it is not good.
 * @property {string} [note] A few words for the part's line.
 */

const require = createRequire(join(root, "package.json"));

/**
 * Runs the command that an installed package brings, at the root. Good means exit code 0.
 *
 * @param {string} packageName
 * @param {string[]} toolArguments
 * @param {string} [command] The name of the command, where the package brings several.
 * @returns {Promise<Finding>}
 */
export function runTool(packageName, toolArguments, command) {
  return runScript(commandOf(packageName, command), toolArguments);
}

/**
 * Runs a script with this Node, at the root.
 *
 * @param {string} script
 * @param {string[]} scriptArguments
 * @returns {Promise<Finding>}
 */
export function runScript(script, scriptArguments) {
  const child = spawn(process.execPath, [script, ...scriptArguments], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ isGood: code === 0, output }));
  });
}

/**
 * Runs several checks one after another; all of them, even when one finds something.
 *
 * @param {(() => Promise<Finding>)[]} checks
 * @returns {Promise<Finding>}
 */
export async function all(...checks) {
  const findings = [];
  for (const check of checks) findings.push(await check());
  const bad = findings.filter(({ isGood }) => !isGood);
  return { isGood: bad.length === 0, output: bad.map(({ output }) => output).join("\n") };
}

/**
 * A finding out of a list of complaints, which is good when empty.
 *
 * @param {string[]} complaints
 * @returns {Finding}
 */
export function findingOf(complaints) {
  return { isGood: complaints.length === 0, output: complaints.join("\n") };
}

/**
 * @param {string} packageName
 * @param {string | undefined} command
 */
function commandOf(packageName, command = packageName) {
  // By path: several of these packages do not export their package.json.
  const folder = join(root, "node_modules", packageName);
  const { bin } = require(join(folder, "package.json"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}

import { join } from "node:path";
import { closingLine, inCi, readStats, reportsFolder, sum } from "../reports.mjs";
import { root } from "../root.mjs";
import { whyStale } from "../test/lastRun.mjs";
import { suitesThatAre } from "../test/suites.mjs";
import { runScript } from "./tool.mjs";

/** The tests: what `npm test` last found in this very tree, or, where it has not run since, a run of it now. */
export async function checkTests() {
  const stale = whyStale();
  if (stale === undefined)
    return findingOfReports("as npm test found in this tree", "Run npm test to see what failed.");
  console.error(`      tests: ${stale}, so it runs now`);
  const { output } = await runScript(join(root, "scripts", "test.mjs"), []);
  const stillStale = whyStale();
  if (stillStale === undefined) return findingOfReports("run now", output);
  return { isGood: false, output: `${output}\nNo result that counts: ${stillStale}.` };
}

/**
 * @param {string} origin where the reports come from
 * @param {string} output
 * @returns {import("./tool.mjs").Finding}
 */
function findingOfReports(origin, output) {
  const reports = suitesThatAre({ long: false }).map(({ name }) => join(reportsFolder, `test-${name}.json`));
  const total = sum(reports.map(readStats), inCi);
  return { isGood: total.failed === 0 && total.passed > 0, output, note: `${closingLine(total)}, ${origin}` };
}

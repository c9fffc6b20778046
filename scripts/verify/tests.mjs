import { join } from "node:path";
import { closingLine, inCi, readStats, reportsFolder, sum } from "../reports.mjs";
import { root } from "../root.mjs";
import { whyStale } from "../test/lastRun.mjs";
import { SUITES } from "../test/suites.mjs";
import { runScript } from "./tool.mjs";

/** The tests: what `npm test` last found in this very tree, or, where it has not run since, a run of it now. */
export async function checkTests() {
  const stale = whyStale();
  if (stale !== undefined) console.error(`      tests: ${stale}, so it runs now`);
  const run = stale === undefined ? undefined : await runScript(join(root, "scripts", "test.mjs"), []);
  const total = sum(
    SUITES.map(({ name }) => readStats(join(reportsFolder, `test-${name}.json`))),
    inCi,
  );
  return {
    isGood: total.failed === 0 && total.passed > 0 && run?.isGood !== false,
    output: run?.output ?? "These are the results of the last npm test, of this same tree: run it to see what failed.",
    note: `${closingLine(total)}${run === undefined ? ", as npm test found in this tree" : ""}`,
  };
}

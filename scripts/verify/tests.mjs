import { join } from "node:path";
import { closingLine, inCi, readStats, reportsFolder, sum } from "../reports.mjs";
import { root } from "../root.mjs";
import { whyStale } from "../test/lastRun.mjs";
import { SUITES } from "../test/suites.mjs";
import { runScript } from "./tool.mjs";

/** The tests: what `npm test` last found in this very tree, or, where it has not run since, a run of it now. */
export async function checkTests() {
  if (whyStale() !== undefined) return await runScript(join(root, "scripts", "test.mjs"), []);
  const expected = SUITES.map(({ name }) => join(reportsFolder, `test-${name}.json`));
  const total = sum(expected.map(readStats), inCi);
  return {
    isGood: total.failed === 0 && total.passed > 0,
    output: `npm test, when it last ran whole on this tree: ${closingLine(total)}`,
  };
}

import { join } from "node:path";
import { closingLine, inCi, readStats, reportPaths, reportsFolder, sum } from "../reports.mjs";
import { root } from "../root.mjs";
import { whyStale } from "../test/lastRun.mjs";
import { SUITES } from "../test/suites.mjs";
import { runScript } from "./tool.mjs";

/** The tests: what `npm test` last found in this very tree, or, where it has not run since, a run of it now. */
export async function checkTests() {
  if (whyStale() !== undefined) return await runScript(join(root, "scripts", "test.mjs"), []);
  const expected = SUITES.map(({ name }) => join(reportsFolder, `test-${name}.json`));
  const missing = expected.filter((path) => !reportPaths().includes(path));
  const total = sum(expected.filter((path) => !missing.includes(path)).map(readStats), inCi);
  return {
    isGood: missing.length === 0 && total.failed === 0 && total.passed > 0,
    output: [...missing.map((path) => `${path} is missing`), `npm test: ${closingLine(total)}`].join("\n"),
  };
}

/**
 * Ends `.ci/run`: each failure once more, and the sum over the reports of all its parts, alone on the last line.
 *
 * `node scripts/sum.mjs test=0 verify=1` names the parts that ran, each with its exit code. The reports of a part are
 * `.work/reports/NAME.json` and `NAME-*.json`. A part that left none, or that failed although its reports tell of no
 * failure, counts as one failure. The exit code is 0 only where something passed and nothing failed.
 */
import { basename } from "node:path";
import { failuresIn } from "./failures.mjs";
import { closingLine, inCi, readStats, reportPaths, sum } from "./reports.mjs";

const parts = process.argv.slice(2).map((argument) => {
  const [name = "", exitCode] = argument.split("=");
  return { name, hasFailed: exitCode !== "0", ...reportsOf(name) };
});
const faults = parts.flatMap(({ name, hasFailed, stats, total }) => {
  if (stats.length === 0) return [`${name} left no report`];
  return hasFailed && total.failed === 0 ? [`${name} failed, though none of its reports tells of a failure`] : [];
});
const failures = parts.flatMap(({ name, paths }) =>
  paths.flatMap(failuresIn).map((failure) => `FAILED in ${name}: ${failure}`),
);
for (const text of [...failures, ...faults]) console.log(text);

const counted = parts.flatMap(({ stats }) => stats);
const total = sum([...counted, { passes: 0, failures: faults.length, pending: 0 }], inCi);
console.log(closingLine(total));
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** @param {string} part */
function reportsOf(part) {
  const paths = reportPaths().filter(
    (path) => basename(path) === `${part}.json` || basename(path).startsWith(`${part}-`),
  );
  const stats = paths.map(readStats);
  return { paths, stats, total: sum(stats, inCi) };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { COVERAGE_REPORT, whyStale } from "../test/lastRun.mjs";
import { filesUnder } from "../tree.mjs";
import { countedLines } from "./countedLines.mjs";

/**
 * The share of lines of provider/ and sdk/ that the suites reach in process, against `lines` in .c8rc.json, in per
 * cent. Only lines that run are counted (countedLines.mjs), so that neither comments nor types raise or lower it.
 */
export async function checkCoverage() {
  const stale = whyStale();
  if (stale !== undefined) return { isGood: false, output: `No coverage of this tree: ${stale}. Run npm test.` };
  const rows = coverageByFile();
  const counted = rows.reduce((total, { lines }) => total + lines, 0);
  const reached = rows.reduce((total, { missed }) => total - missed.length, counted);
  const { lines: wanted } = JSON.parse(readFileSync(join(root, ".c8rc.json"), "utf8"));
  const percent = counted === 0 ? 0 : (100 * reached) / counted;
  const worst = rows.filter(({ missed }) => missed.length > 0).sort((a, b) => b.missed.length - a.missed.length);
  return {
    isGood: percent >= wanted,
    output: [
      "Not reached:",
      ...worst.map(({ path, missed, lines }) => `${path}: ${missed.length} of ${lines} (${missed.join(", ")})`),
    ].join("\n"),
    note: `${percent.toFixed(1)} % of ${counted} lines, ${wanted} % wanted`,
  };
}

function coverageByFile() {
  const report = JSON.parse(readFileSync(join(root, COVERAGE_REPORT), "utf8"));
  return [...filesUnder("provider"), ...filesUnder("sdk")]
    .filter((path) => path.endsWith(".ts"))
    .map((path) => {
      const lines = countedLines(readFileSync(join(root, path), "utf8"));
      const reached = reachedLines(report[join(root, path)]);
      return { path, lines: lines.size, missed: [...lines].filter((line) => !reached.has(line)).sort((a, b) => a - b) };
    });
}

/**
 * @typedef {{ statementMap: Record<string, { start: { line: number } }>, s: Record<string, number> }} FileCoverage
 * @param {FileCoverage | undefined} file What c8 says of one file: one statement a line. Undefined: of no such file.
 */
function reachedLines(file) {
  const statements = Object.entries(file?.statementMap ?? {});
  return new Set(statements.filter(([id]) => (file?.s[id] ?? 0) > 0).map(([, { start }]) => start.line));
}

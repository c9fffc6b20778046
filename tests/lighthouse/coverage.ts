import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { coverageText } from "./coverageText";

/** Writes COVERAGE.md; with `--check` only looks whether it is as it would be written, and fails when it is not. */
const PAGE = join(__dirname, "COVERAGE.md");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
if (!values.check) writeFileSync(PAGE, coverageText());
else if (readFileSync(PAGE, "utf8") !== coverageText()) {
  process.stderr.write("tests/lighthouse/COVERAGE.md is stale: npm run lighthouse:coverage writes it.\n");
  process.exitCode = 1;
}

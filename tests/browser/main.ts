import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { Checks, type Verdict } from "./checks";
import { findBrowser } from "./findBrowser";
import { type Forms, formsOf } from "./forms";
import { keyboardChecks } from "./keyboardChecks";
import { largeMatrixChecks } from "./largeMatrixChecks";
import { pageChecks } from "./pageChecks";
import { pictureChecks } from "./pictureChecks";
import { type Sample, samples } from "./samples";
import { spokenChecks } from "./spokenChecks";
import { SHOTS } from "./window";

const HELP = `npm run browser -- [--only NAME] [--report FILE]

Looks at reports of every kind in a headless Chromium: the picture of the comment, drawn by Mermaid, and the page. Leaves
pages and screenshots in .work/browser.

--only NAME    only the sample of that name
--report FILE  leaves a report in mocha's form there
`;

const { values } = parseArgs({
  options: { only: { type: "string" }, report: { type: "string" }, help: { type: "boolean" } },
});
const inCi = !["", "false", undefined].includes(process.env["CI"]);

if (values.help) process.stdout.write(HELP);
else
  main().catch((error: unknown) => {
    conclude([
      { name: "the browser could be used", fault: error instanceof Error ? error.message : String(error), ms: 0 },
    ]);
  });

async function main(): Promise<void> {
  const found = await findBrowser(inCi, (line) => process.stderr.write(`browser  ${line}\n`));
  if ("path" in found) return conclude(await lookAt(found.path));
  if (inCi) return conclude([{ name: "there is a Chromium", fault: found.why, ms: 0 }]);
  console.log(`SKIPPED: ${found.why}`);
  writeReport({ passes: 0, failures: 0, pending: 1 }, []);
  console.log("0 passed, 0 failed, 1 skipped");
}

async function lookAt(executablePath: string): Promise<Verdict[]> {
  if (values.only === undefined) rmSync(SHOTS, { recursive: true, force: true });
  mkdirSync(SHOTS, { recursive: true });
  const chosen = samples().filter(({ name }) => values.only === undefined || name === values.only);
  const browser = await chromium.launch({ executablePath });
  const checks = new Checks(({ name, fault, ms }) =>
    console.log(`${fault === undefined ? "good" : "BAD "} ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`),
  );
  try {
    for (const sample of chosen) {
      const forms = await formsOf(sample);
      const path = kept(sample, forms);
      await pictureChecks(checks, browser, sample, forms.markdown);
      await pageChecks(checks, browser, sample.name, path);
      await keyboardChecks(checks, browser, sample.name, path);
      if (sample.name === "large") await largeMatrixChecks(checks, browser, path);
      if (sample.name === "team") await spokenChecks(checks, browser, path);
    }
  } finally {
    await browser.close();
  }
  return checks.verdicts;
}

function kept({ name }: Sample, { html, markdown }: Forms): string {
  const path = join(SHOTS, `${name}.html`);
  writeFileSync(path, html);
  writeFileSync(join(SHOTS, `${name}.md`), markdown);
  return path;
}

function conclude(verdicts: readonly Verdict[]): void {
  const failed = verdicts.filter(({ fault }) => fault !== undefined);
  console.log("");
  for (const { name, fault } of failed) console.log(`FAILED  ${name}\n  ${fault?.replaceAll("\n", "\n  ")}\n`);
  const counts = { passes: verdicts.length - failed.length, failures: failed.length, pending: 0 };
  writeReport(counts, verdicts);
  console.log(`${counts.passes} passed, ${counts.failures} failed`);
  process.exitCode = counts.failures === 0 && counts.passes > 0 ? 0 : 1;
}

function writeReport(stats: { passes: number; failures: number; pending: number }, verdicts: readonly Verdict[]): void {
  if (values.report === undefined) return;
  mkdirSync(dirname(values.report), { recursive: true });
  writeFileSync(values.report, JSON.stringify({ stats, verdicts }));
}

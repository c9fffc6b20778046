import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../engine/runProcess";
import type { Exchange } from "../lighthouse/exchange";
import { startLighthouse } from "../lighthouse/startLighthouse";
import type { Verdict } from "./verdict";

const MODULE_MS = 5 * 60_000;

/** What came of one module of Python tests. */
export interface ModuleRun {
  readonly module: string;
  readonly verdicts: Verdict[];
  /** Every request its clients sent, with the replies they were given. */
  readonly exchanges: Exchange[];
}

/**
 * Runs one module of Python tests against a local Lighthouse of its own.
 *
 * @param folder An empty folder of this run: the report goes there, and it holds the home of the clients.
 */
export async function runModule(module: string, python: string, folder: string): Promise<ModuleRun> {
  const exchanges: Exchange[] = [];
  const defects: unknown[] = [];
  const lighthouse = await startLighthouse({
    settings: { rateLimits: false },
    onExchange: (exchange) => exchanges.push(exchange),
    onDefect: (defect) => defects.push(defect),
  });
  const home = join(folder, `home-${module}`);
  await mkdir(home, { recursive: true });
  const { stop, ...reachable } = lighthouse;
  const report = join(folder, `${module}.json`);
  const env = {
    PATH: process.env["PATH"],
    HOME: home,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONIOENCODING: "utf-8",
    REFEREE_LIGHTHOUSE: JSON.stringify(reachable),
  };
  const ended = await runProcess(python, ["run.py", module, report], { cwd: __dirname, env, timeoutMs: MODULE_MS });
  await stop();
  process.stdout.write(`\n== ${module}\n${ended.stdout}${ended.stderr}`);
  return {
    module,
    exchanges,
    verdicts: [...verdictsIn(report, module, ended.failure), ...defectVerdicts(module, defects)],
  };
}

/** A run that left no report counts as a failure. */
function verdictsIn(report: string, module: string, failure: string | undefined): Verdict[] {
  try {
    const { passed, failed } = JSON.parse(readFileSync(report, "utf8")) as { passed: string[]; failed: object };
    return [
      ...passed.map((name) => ({ name, faults: [] })),
      ...Object.entries(failed).map(([name, text]) => ({ name, faults: [String(text)] })),
    ];
  } catch {
    return [{ name: module, faults: [`left no report: ${failure ?? "it ended by itself"}`] }];
  }
}

function defectVerdicts(module: string, defects: readonly unknown[]): Verdict[] {
  const faults = defects.map((defect) => (defect instanceof Error ? (defect.stack ?? defect.message) : String(defect)));
  return [{ name: `${module}: the Lighthouse has no defect`, faults }];
}

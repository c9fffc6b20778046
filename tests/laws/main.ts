import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const HELP = `npm run laws -- [--runs N] [--seed N] [FILE...]

Tries the laws, N cases altogether (100000 unless given), drawn from a seed that each law shows.
FILE names the laws of one file only, such as wait.spec.ts.
`;

const { values, positionals } = parseArgs({
  options: {
    runs: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

if (values.help) process.stdout.write(HELP);
else tryLaws();

function tryLaws(): void {
  const isNumber = [values.runs, values.seed].every((text) => /^\d+$/.test(text));
  if (!isNumber) throw new Error("--runs and --seed are whole numbers");
  // The mistakes that the laws are shown to see have runs of their own.
  const all = readdirSync(__dirname).filter((name) => name.endsWith(".spec.ts") && name !== "mutations.spec.ts");
  const specs = (positionals.length > 0 ? positionals : all).map((name) => join(__dirname, name));
  const mocha = require.resolve("mocha/bin/mocha.js");
  const child = spawn(process.execPath, [mocha, "--spec", ...specs], {
    env: { ...process.env, LAWS_RUNS: values.runs, LAWS_SEED: values.seed },
    stdio: "inherit",
  });
  child.on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

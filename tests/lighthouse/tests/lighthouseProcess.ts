import { strict as assert } from "node:assert";
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The local Lighthouse's command as `npm run lighthouse` runs it, without options. */
export const COMMAND = [
  process.execPath,
  "--require",
  "ts-node/register/transpile-only",
  join(__dirname, "..", "main.ts"),
];

/** The local Lighthouse as a process of its own. */
export function startProcess(options: readonly string[], stdio: StdioOptions = "pipe"): ChildProcess {
  const [command = "", ...args] = COMMAND;
  return spawn(command, [...args, ...options], { stdio });
}

/** The line that it prints once it listens. */
export async function firstLine(child: ChildProcess): Promise<Record<string, string>> {
  assert.ok(child.stdout);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return JSON.parse(line) as Record<string, string>;
}

import { randomInt } from "node:crypto";
import { fstatSync } from "node:fs";
import { parseArgs } from "node:util";
import { helpText } from "./helpText";
import { callTeller, tellingFor } from "./showCalls";
import type * as Start from "./startLighthouse";
import { stopWithParent, stopWithStdin } from "./stopWith";

const OPTIONS = {
  port: { type: "string", default: "8787" },
  host: { type: "string", default: "127.0.0.1" },
  seed: { type: "string" },
  settings: { type: "string", default: "{}" },
  "parent-pid": { type: "string" },
  "exit-with-stdin": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** Starts the local Lighthouse and prints one line of JSON that says where it is. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    process.stderr.write(helpText(undefined));
    return;
  }
  // Asked first: a process that has been left behind has another parent.
  const parent = parentPid(values["parent-pid"]);
  const isForProgram = values["exit-with-stdin"] || values["parent-pid"] !== undefined;
  const telling = tellingFor({ isTTY: process.stderr.isTTY, stats: fstatSync(process.stderr.fd) }, isForProgram);
  const tell = (text: string) => process.stderr.write(text);
  const port = wholeNumber("port", values.port);
  const seed = values.seed === undefined ? randomInt(2 ** 32) : wholeNumber("seed", values.seed);
  // Loaded only now, so that help and mistakes are told at once.
  const { startLighthouse, settingsFrom } = require("./startLighthouse") as typeof Start;
  const lighthouse = await startLighthouse({
    port,
    host: values.host,
    seed,
    settings: settingsFrom(values.settings),
    onDefect: (defect) => tell(`${defect instanceof Error ? defect.stack : String(defect)}\n`),
    onCall: callTeller(telling, tell),
  });
  const { stop: _stop, ...reachable } = lighthouse;
  process.stdout.write(`${JSON.stringify(reachable)}\n`);
  if (telling !== "nothing") tell(helpText(lighthouse));
  const end = () => {
    lighthouse.stop().then(() => process.exit(0), fail);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  if (values["exit-with-stdin"]) stopWithStdin(process.stdin, end);
  if (parent !== undefined) stopWithParent(parent, end);
}

/** The process to end with. npm's shell dies of a signal without passing it on, which would leave the server behind. */
function parentPid(given: string | undefined): number | undefined {
  if (given !== undefined) return wholeNumber("parent-pid", given);
  return process.env["npm_lifecycle_event"] === "lighthouse" ? process.ppid : undefined;
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`--${name} takes a whole number, not ${JSON.stringify(value)}.`);
  return Number(value);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sight } from "../../../sdk/report/lookUp.js";
import { run } from "../../../sdk/report/run.js";

/** A preview that the real command line wrote (3.274.1), without times and positions in source files. */
export const RECORDED = readFileSync(join(__dirname, "..", "recorded", "change.json"), "utf8");

/** One run of the command, and all that it did. */
export interface CommandRun {
  code: number;
  printed: string;
  complained: string;
  written: Record<string, string>;
}

/** Runs the command on what a preview wrote, given by its standard input. */
export async function report(
  preview: string,
  args: readonly string[],
  sight: () => Sight | string = () => "Lighthouse was not looked at.",
): Promise<CommandRun> {
  const result: CommandRun = { code: -1, printed: "", complained: "", written: {} };
  result.code = await run(args, {
    stdin: inParts(preview),
    readFile: () => inParts(preview),
    writeFile: async (path, text) => {
      result.written[path] = text;
    },
    print: (text) => {
      result.printed += text;
    },
    complain: (text) => {
      result.complained += text;
    },
    screen: { hasColour: false },
    sight,
  });
  return result;
}

/** In parts that end anywhere, also inside a character, as a pipe gives them. */
async function* inParts(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 1009) yield bytes.subarray(at, at + 1009);
}

/** A step of a preview: an association as the program declares it, and as it is recorded. */
export interface Change {
  op: string;
  name: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  type?: string;
}

/** The region of all associations that are made up here. */
const REGION = "ap-guangzhou";

/** An association as it is recorded, with all of its pairs bound. */
export function recorded(keyIds: readonly string[], instanceIds: readonly string[]): Record<string, unknown> {
  const bindings = instanceIds.map((instanceId) => ({ instanceId, keyIds }));
  return { keyIds, instanceIds, region: REGION, power: "asFound", stateVersion: 1, bindings };
}

/** An association as a program declares it. A list that is no list is one that the preview does not show. */
export function declared(keyIds: unknown, instanceIds: unknown, settings: object = {}): Record<string, unknown> {
  return { keyIds, instanceIds, region: REGION, power: "asFound", ...settings };
}

const TYPE = "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation";

/** What `pulumi preview --json` writes for such steps. */
export function preview(changes: readonly Change[], diagnostics: readonly object[] = []): string {
  const steps = changes.map(({ op, name, before, after, type = TYPE }) => {
    const urn = `urn:pulumi:dev::p::${type}::${name}`;
    const state = {
      urn,
      custom: true,
      type,
      provider: "urn:pulumi:dev::p::pulumi:providers:pulumi-nodejs::default::id",
    };
    return {
      op,
      urn,
      ...(before && { oldState: { ...state, id: "lhkpa-0123456789abcdef", inputs: before, outputs: before } }),
      ...(after && { newState: { ...state, inputs: after } }),
    };
  });
  return JSON.stringify({ steps, diagnostics, duration: 1, changeSummary: {} });
}

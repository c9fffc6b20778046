import { appendFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Exchange } from "./exchange";
import { isJsonObject } from "./protocol/json";

/** The environment variable that names the folder exchanges are recorded in. */
const VARIABLE = "LIGHTHOUSE_RECORD";

/** The deepest parameter of the API, `Filters.N.Values.N`, nests four. */
const MAX_DEPTH = 8;

/**
 * A recorder where the environment asks for one by `LIGHTHOUSE_RECORD=FOLDER`. It appends each exchange of a form not
 * seen before to `FOLDER/PID.jsonl`, as one line of JSON; a thousand replies of one form are recorded once.
 */
export function recorderFrom(environment: NodeJS.ProcessEnv): ((exchange: Exchange) => void) | undefined {
  const folder = environment[VARIABLE];
  if (!folder) return undefined;
  mkdirSync(folder, { recursive: true });
  return recorderTo(join(resolve(folder), `${process.pid}.jsonl`));
}

const seenForms = new Set<string>();

function recorderTo(path: string): (exchange: Exchange) => void {
  return (exchange) => {
    if (isDeep(exchange.parameters)) return;
    const form = formOf(exchange);
    if (seenForms.has(form)) return;
    seenForms.add(form);
    appendFileSync(path, `${JSON.stringify(exchange)}\n`);
  };
}

/** Whether a value nests deeper than any that the API describes: it says nothing of the API's form, and costs stack. */
function isDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const inside = (item: unknown): unknown[] => (typeof item === "object" && item !== null ? Object.values(item) : []);
    level = level.flatMap(inside);
  }
  return false;
}

/** The settings of an instance or an action are told by the switches they hold, not by whose they are. */
function formOf({ response, settings, ...request }: Exchange): string {
  const { Error: refusal, ...fields } = response;
  const code = isJsonObject(refusal) ? refusal.Code : "";
  return JSON.stringify([
    code,
    formOfValue(fields),
    formOfValue(request.parameters),
    request.action,
    request.version,
    request.hasRegion,
    request.form,
    request.isInjected,
    switchesIn(settings),
  ]);
}

/** What a text may be beside a text. */
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ["empty", /^$/],
  ["time", /^\d{4}-\d\d-\d\dT/],
  ["integer", /^-?\d+$/],
  ["boolean", /^(true|false)$/],
];

/** A value with its texts, numbers and repeated items taken out of it. */
function formOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(formOfValue(item))))].sort();
  if (isJsonObject(value)) return Object.entries(value).map(([name, item]) => [name, formOfValue(item)]);
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  if (typeof value === "string") return FORMS.find(([, form]) => form.test(value))?.[0] ?? "text";
  return value === null ? "null" : typeof value;
}

/** The settings that change which fields a reply has. */
function switchesIn(settings: Exchange["settings"]): string[] {
  return JSON.stringify(settings).match(/"(optionalFields|onlineKnown|nullStateReads)":[^,}]+/g) ?? [];
}

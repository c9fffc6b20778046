import {
  type IdForm,
  INSTANCE_ID,
  KEY_ID,
  type Problem,
  problemWithForm,
  problemWithRegion,
  quoted,
} from "../validate.js";
import { MAX_FILTERS } from "./conditions.js";

/** InstanceState of the API (DescribeInstances, 2025). */
const INSTANCE_STATES = [
  "PENDING",
  "LAUNCH_FAILED",
  "RUNNING",
  "STOPPED",
  "STARTING",
  "STOPPING",
  "REBOOTING",
  "SHUTDOWN",
  "TERMINATING",
  "DELETING",
  "FREEZING",
  "ENTER_RESCUE_MODE",
  "RESCUE_MODE",
  "EXIT_RESCUE_MODE",
];

const PLATFORM_TYPES = ["LINUX_UNIX", "WINDOWS"];

/** Most values of one filter (Lighthouse API): of DescribeInstances, of DescribeKeyPairs. */
export const MAX_FILTER_VALUES = { instances: 100, keyPairs: 5 } as const;

type Arguments = Readonly<Record<string, unknown>>;

/** Says what is wrong with the value of an argument that is set. */
type Check = (property: string, value: unknown, args: Arguments) => Problem[];

const EITHER_KIND: Readonly<Record<string, Check>> = {
  region: (property, value) => problem(property, problemWithRegion(value)),
  tags: problemsWithTags,
  atLeast: (property, value) =>
    problem(property, isCount(value) ? undefined : `is ${quoted(value)}; it must be a whole number from 0 on.`),
};

const OF_INSTANCES: Readonly<Record<string, Check>> = {
  ...EITHER_KIND,
  filters: (...given) => problemsWithFilters(...given, "instanceIds", MAX_FILTER_VALUES.instances),
  instanceIds: (property, value) => problemsWithIds(property, value, INSTANCE_ID),
  states: (property, value) => problemsWithTexts(property, value, (state) => notAmong(state, INSTANCE_STATES)),
  platformType: (property, value) => problem(property, notAmong(value, PLATFORM_TYPES)),
};

const OF_KEY_PAIRS: Readonly<Record<string, Check>> = {
  ...EITHER_KIND,
  filters: (...given) => problemsWithFilters(...given, "keyIds", MAX_FILTER_VALUES.keyPairs),
  keyIds: (property, value) => problemsWithIds(property, value, KEY_ID),
  keyNames: (property, value) => problemsWithTexts(property, value, () => undefined),
};

/**
 * Everything that is wrong with the arguments of `getInstances`. What is not known to it is refused: a look-up that
 * passed over a misspelt name would find everything there is.
 */
export function problemsWithInstanceQuery(args: Arguments): Problem[] {
  return problemsWith(args, OF_INSTANCES);
}

/** Everything that is wrong with the arguments of `getKeyPairs`. */
export function problemsWithKeyPairQuery(args: Arguments): Problem[] {
  return problemsWith(args, OF_KEY_PAIRS);
}

function problemsWith(args: Arguments, checks: Readonly<Record<string, Check>>): Problem[] {
  return Object.entries(args).flatMap(([name, value]) => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) return problem(name, `is no argument of it; it takes ${Object.keys(checks).join(", ")}.`);
    return value === undefined ? [] : check(name, value, args);
  });
}

function problemsWithIds(property: string, ids: unknown, form: IdForm): Problem[] {
  return problemsWithTexts(property, ids, (id) => problemWithForm(id, form));
}

function problemsWithTexts(
  property: string,
  list: unknown,
  problemWith: (element: string) => string | undefined,
): Problem[] {
  if (!Array.isArray(list)) return problem(property, `is ${quoted(list)}; it must be a list of texts.`);
  return list.flatMap((element: unknown, index) => {
    const reason = typeof element === "string" ? problemWith(element) : `is ${quoted(element)}; it must be a text.`;
    return problem(`${property}[${index}]`, reason);
  });
}

function problemsWithTags(property: string, tags: unknown): Problem[] {
  if (!isRecord(tags)) {
    return problem(property, `is ${quoted(tags)}; it must be an object of keys and values, such as { role: "web" }.`);
  }
  return Object.entries(tags).flatMap(([key, value]) => {
    const where = `${property}[${quoted(key)}]`;
    if (key === "") return problem(where, "has no key; name one.");
    if (typeof value === "string") return [];
    if (Array.isArray(value)) return problemsWithTexts(where, value, () => undefined);
    return problem(where, `is ${quoted(value)}; it must be a text, or a list of texts of which one is wanted.`);
  });
}

function problemsWithFilters(
  property: string,
  filters: unknown,
  args: Arguments,
  ids: string,
  maxValues: number,
): Problem[] {
  if (!Array.isArray(filters)) {
    return problem(property, `is ${quoted(filters)}; it must be a list such as [{ name: "zone", values: ["…"] }].`);
  }
  if (filters.length > MAX_FILTERS) {
    return problem(property, `has ${filters.length} filters; Lighthouse takes at most ${MAX_FILTERS}.`);
  }
  if (filters.length > 0 && args[ids] !== undefined) {
    return problem(property, `cannot go with ${ids}: Lighthouse lists by one or the other; leave one out.`);
  }
  return filters.flatMap((filter: unknown, index) => problemsWithFilter(`${property}[${index}]`, filter, maxValues));
}

function problemsWithFilter(where: string, filter: unknown, maxValues: number): Problem[] {
  if (!isRecord(filter) || typeof filter.name !== "string" || filter.name === "" || !Array.isArray(filter.values)) {
    return problem(where, `is ${quoted(filter)}; it must be { name: "…", values: ["…"] }.`);
  }
  const { values } = filter;
  if (values.length === 0 || values.length > maxValues) {
    return problem(where, `has ${values.length} values; give 1 to ${maxValues}.`);
  }
  return problemsWithTexts(`${where}.values`, values, (value) => (value === "" ? "is empty." : undefined));
}

function notAmong(value: unknown, known: readonly string[]): string | undefined {
  if (typeof value === "string" && known.includes(value)) return undefined;
  return `is ${quoted(value)}; it must be one of ${known.join(", ")}.`;
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problem(property: string, reason: string | undefined): Problem[] {
  return reason === undefined ? [] : [{ property, reason }];
}

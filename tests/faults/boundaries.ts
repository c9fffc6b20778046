import type { LoggedCall } from "../lifecycle/writes";

/**
 * Where in a command a call stands: a `look` comes before anything is written; a `wait` looks at an operation under way;
 * a `confirmation` looks at what came of it; the others are named after what they do, the last three to key pairs.
 */
export type Place =
  | "look"
  | "wait"
  | "confirmation"
  | "bind"
  | "unbind"
  | "stop"
  | "start"
  | "account"
  | "import"
  | "create"
  | "delete";

/** One call of a command that faults are put on. */
export interface Boundary {
  action: string;
  /** Which call of that action it is in this command, counted from 1. */
  nth: number;
  place: Place;
  /** The key pairs that it names. */
  keyIds: string[];
}

const WRITES: Readonly<Record<string, Place>> = {
  AssociateInstancesKeyPairs: "bind",
  DisassociateInstancesKeyPairs: "unbind",
  StopInstances: "stop",
  StartInstances: "start",
  ImportKeyPair: "import",
  CreateKeyPair: "create",
  DeleteKeyPairs: "delete",
};

/**
 * The calls of a command that differ from one another: each write, where those that go out together are one, and the
 * first and last of alike reads between two writes.
 */
export function boundariesAmong(calls: readonly LoggedCall[]): Boundary[] {
  const all = placed(calls);
  const alike = new Map<string, Boundary[]>();
  let segment = 0;
  all.forEach((boundary, index) => {
    const before = all[index - 1];
    if (boundary.action in WRITES && before?.action !== boundary.action) segment++;
    const name = `${segment} ${boundary.action} ${boundary.place}`;
    alike.set(name, [...(alike.get(name) ?? []), boundary]);
  });
  const chosen = [...alike.values()].flatMap((group) =>
    group[0] && group[0].action in WRITES ? group.slice(0, 1) : [...group.slice(0, 1), ...group.slice(1).slice(-1)],
  );
  return all.filter((boundary) => chosen.includes(boundary));
}

function placed(calls: readonly LoggedCall[]): Boundary[] {
  const counts = new Map<string, number>();
  let reads: Place = "look";
  return calls.map(({ action, parameters }) => {
    const nth = (counts.get(action) ?? 0) + 1;
    counts.set(action, nth);
    const { KeyIds } = parameters;
    const keyIds = Array.isArray(KeyIds) ? KeyIds.map(String) : [];
    const write = WRITES[action];
    if (write) reads = "wait";
    else if (action === "DescribeKeyPairs" && reads === "wait") reads = "confirmation";
    const place = write ?? (action === "GetCallerIdentity" ? "account" : reads);
    return { action, nth, place, keyIds };
  });
}

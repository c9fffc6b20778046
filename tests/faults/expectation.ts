import { API, WEB } from "../lifecycle/ids";
import type { Cell } from "./cells";
import { doingOf } from "./rule";
import { pairsOf, type Tally, without } from "./tally";

/** What of a command's work is to be found in the log, by the rule of a cell; each list as pairs, sorted. */
interface ExpectedWork {
  bound: string[];
  unbound: string[];
  /** Whether less than that is as well, as long as nothing else and nothing twice is there. */
  isAtMost: boolean;
}

/** The pairs that a command is to bind and to unbind when nothing goes wrong. */
export function plannedWork({ scenario }: Pick<Cell, "scenario">): { bound: string[]; unbound: string[] } {
  const before = pairsOf(scenario.before);
  const after = pairsOf(scenario.after);
  return { bound: without(after, before), unbound: without(before, after) };
}

/** What the rule of a cell lets calls carry out. */
function expectedWork(cell: Cell): ExpectedWork {
  const planned = plannedWork(cell);
  const does = doingOf(cell.rule);
  if (does === "some") return { ...planned, isAtMost: true };
  if (cell.rule.ending === "refused") return { bound: [], unbound: [], isAtMost: false };
  const { place, keyIds } = cell.boundary;
  const changed = (pairs: string[]): string[] => {
    const met = pairs.filter((pair) => keyIds.some((keyId) => pair.startsWith(keyId)));
    const onWeb = met.filter((pair) => pair.endsWith(WEB));
    if (does === "nothing") return without(pairs, met);
    if (does === "rest") return without(pairs, onWeb);
    return does === "again" ? [...pairs, ...onWeb].sort() : pairs;
  };
  return {
    bound: place === "bind" ? changed(planned.bound) : planned.bound,
    unbound: place === "unbind" ? changed(planned.unbound) : planned.unbound,
    isAtMost: false,
  };
}

/** Every way in which the work in the log differs from what is expected; empty where it does not. */
export function faultsOfWork(cell: Cell, { bound, unbound, shutdowns }: Tally): string[] {
  const expected = expectedWork(cell);
  return [
    ...differences("bound", bound, expected.bound, expected.isAtMost),
    ...differences("unbound", unbound, expected.unbound, expected.isAtMost),
    ...faultsOfShutdowns(cell, shutdowns),
  ];
}

/** No instance goes down more often than its change needs; only where the change is made twice may it be twice. */
function faultsOfShutdowns({ scenario, rule }: Cell, shutdowns: Tally["shutdowns"]): string[] {
  return [WEB, API].flatMap((instanceId) => {
    const times = shutdowns[instanceId] ?? 0;
    const does = doingOf(rule);
    const isAgain = does === "again" && instanceId === WEB;
    const most = rule.ending === "refused" ? 0 : scenario.shutdownsEach + (isAgain ? 1 : 0);
    const mayBeLess = does !== "all" && (instanceId === WEB || does !== "rest");
    const isAsExpected = times === most || (mayBeLess && times < most);
    return isAsExpected ? [] : [`${instanceId} was shut down ${times} times, not ${most}`];
  });
}

function differences(verb: string, seen: string[], expected: string[], isAtMost: boolean): string[] {
  const isSame = seen.length === expected.length && seen.every((pair, index) => pair === expected[index]);
  const isPart = new Set(seen).size === seen.length && without(seen, expected).length === 0;
  if (isSame || (isAtMost && isPart)) return [];
  return [`calls ${verb} [${seen.join(", ")}] and not ${isAtMost ? "part of " : ""}[${expected.join(", ")}]`];
}

import { type FaultKind, PASSING, UNKNOWN, UNTRUE } from "./fault";

/** Kinds that go together, by one name. Of those that hold one another, the larger comes first. */
const GROUPS: readonly [string, readonly FaultKind[]][] = [
  ["passing fault", PASSING],
  ["untrue refusal", UNTRUE],
  ["unknown, untrue", UNKNOWN],
];

/** Kinds of faults as the table names them. */
export function inWords(kinds: readonly FaultKind[]): string {
  const names: string[] = [];
  let left = [...kinds];
  for (const [name, group] of GROUPS) {
    if (!group.every((kind) => left.includes(kind))) continue;
    names.push(name);
    left = left.filter((kind) => !group.includes(kind));
  }
  return [...names, ...left].join("; ");
}

/** How many cells there are of each ending, in words. */
export function counts(cells: readonly { ending: string }[]): string {
  const byEnding = new Map<string, number>();
  for (const { ending } of cells) byEnding.set(ending, (byEnding.get(ending) ?? 0) + 1);
  return [...byEnding]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([ending, count]) => `${count} ${ending}`)
    .join(", ");
}

/** What one check has come to. */
export interface Verdict {
  /** What is so where nothing is wrong. */
  readonly name: string;
  /** What is wrong; none where it passed. */
  readonly faults: readonly string[];
}

/** The same fault is told once, with how often it was found. */
export function counted(faults: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => (count === 1 ? fault : `${fault} (${count} times)`));
}

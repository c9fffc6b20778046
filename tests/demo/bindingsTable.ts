/** An instance, as the table shows it. */
export interface InstanceRow {
  instanceId: string;
  /** Such as `RUNNING`. */
  state: string;
  /** How often it was shut down so far. */
  shutdowns: number;
  /** The keys that are bound to it. */
  keyIds: string[];
}

/**
 * Draws the live bindings: a row for each instance, a column for each key pair.
 *
 * @param keyIds All key pairs, bound or not, in the order of their columns.
 * @returns Lines without a line end at the last one.
 */
export function bindingsTable(instances: readonly InstanceRow[], keyIds: readonly string[]): string {
  const head = ["instance", "state", "shut down", ...keyIds];
  const rows = instances.map(({ instanceId, state, shutdowns, keyIds: bound }) => [
    instanceId,
    state,
    shutdowns === 0 ? "never" : `${shutdowns} x`,
    ...keyIds.map((keyId) => (bound.includes(keyId) ? "bound" : "-")),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = [head, widths.map((width) => "-".repeat(width)), ...rows];
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd())
    .join("\n");
}

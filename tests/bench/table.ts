import { markdownTable } from "markdown-table";
import { type Figures, floorMs, perPairMs, ratioOf } from "./figures";
import { nameOf } from "./shape";

/** Short names of the actions, as the table shows them. */
const SHORT: Readonly<Record<string, string>> = {
  AssociateInstancesKeyPairs: "bind",
  DisassociateInstancesKeyPairs: "unbind",
  StartInstances: "start",
  StopInstances: "stop",
  DescribeKeyPairs: "keys",
  DescribeInstances: "instances",
  DescribeInstancesDeniedActions: "denied",
  GetCallerIdentity: "account",
};

const HEAD = [
  "declared",
  "operation",
  "command",
  "time",
  "floor",
  "**ratio**",
  "a pair",
  "calls",
  "refused",
  "shutdowns",
  "memory (floor)",
  "state (floor)",
];

/** Rows and columns as Markdown. */
export function table(rows: readonly Figures[]): string {
  return markdownTable([HEAD, ...rows.map(row)], { align: ["l", "r", "l", ...Array(9).fill("r")] });
}

/** The row of some figures in one line, for whoever watches. */
export function line(figures: Figures): string {
  return row(figures).join("  ").replaceAll("**", "");
}

function row(figures: Figures): string[] {
  const { shape, operation, command, ours, floor } = figures;
  return [
    nameOf(shape),
    `${operation} s`,
    command,
    seconds(ours.wallMs),
    seconds(floorMs(figures)),
    `**${ratioOf(figures).toFixed(2)}**`,
    `${perPairMs(figures).toFixed(perPairMs(figures) < 100 ? 1 : 0)} ms`,
    callsIn(ours.called.actions),
    String(ours.called.refused),
    String(ours.called.shutdowns),
    `${megabytes(ours.peakBytes)} (${megabytes(floor.peakBytes)})`,
    command === "destroy" ? "" : `${kilobytes(ours.stateBytes)} (${kilobytes(floor.stateBytes)})`,
  ];
}

function callsIn(actions: Readonly<Record<string, number>>): string {
  const calls = Object.entries(actions).map(([action, count]) => `${SHORT[action] ?? action} ${count}`);
  return calls.join(", ") || "none";
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "unknown" : `${Math.round(bytes / 1e6)} MB`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1e3).toFixed(1)} KB`;
}

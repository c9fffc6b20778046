import type { FailOn } from "./options.js";
import type { Report } from "./report.js";

/** The exit codes of the command. */
export const EXIT = { written: 0, notWritten: 1, stopped: 2, incomplete: 3 } as const;

/** An exit code, and what is said about it where it stops a pipeline. */
export interface Verdict {
  code: (typeof EXIT)[keyof typeof EXIT];
  reason?: string;
}

/**
 * Whether a pipeline may go on. What may happen counts as much as what will: a gate that lets through what it has not
 * seen is none.
 */
export function verdictOn({ totals, errors }: Report, failOn: readonly FailOn[]): Verdict {
  const reasons = [...new Set(failOn)].flatMap((what) => reasonsFor(what, totals));
  if (reasons.length > 0) return { code: EXIT.stopped, reason: `stopped: ${reasons.join(", ")}` };
  if (failOn.length > 0 && errors.length > 0) {
    return { code: EXIT.incomplete, reason: "stopped: the preview ended with errors, so that not all is known" };
  }
  return { code: EXIT.written };
}

function reasonsFor(what: FailOn, totals: Report["totals"]): string[] {
  const [sure, possible, words] =
    what === "shutdown"
      ? ([totals.shutdown, totals.mayShutdown, "shut down"] as const)
      : ([totals.lockout, totals.mayLockout, "left without a key"] as const);
  return [
    ...(sure > 0 ? [`${counted(sure)} will be ${words}`] : []),
    ...(possible > 0 ? [`${counted(possible)} may be ${words}`] : []),
  ];
}

function counted(count: number): string {
  return `${count} instance${count === 1 ? "" : "s"}`;
}

import type { Stats } from "node:fs";
import type { LoggedCall } from "./world/callLog";

/** How much of what happens is told on standard error. */
export type Telling = "everything" | "beginning" | "nothing";

/** So many calls are told of where they may pile up unread: their lines stay far below what a pipe holds. */
const CALLS_OF_A_BEGINNING = 100;
/** Of the parameters of a call, so many characters are shown. */
const MAX_PARAMETERS = 120;

/**
 * What to tell: everything to a terminal or a file. A pipe that nobody reads would fill up and bring the server to a
 * stand, so that only the beginning goes there; and nothing to a program that has started the server for itself.
 */
export function tellingFor(
  standardError: { isTTY: boolean; stats: Pick<Stats, "isFile" | "isFIFO" | "isSocket"> },
  isForProgram: boolean,
): Telling {
  const { isTTY, stats } = standardError;
  if (isTTY) return "everything";
  if (isForProgram) return "nothing";
  if (stats.isFile()) return "everything";
  return stats.isFIFO() || stats.isSocket() ? "beginning" : "nothing";
}

/** Tells of calls as they come, each in a line. */
export function callTeller(telling: Telling, write: (line: string) => void): (call: LoggedCall) => void {
  let told = 0;
  return (call) => {
    if (telling === "nothing" || (telling === "beginning" && told > CALLS_OF_A_BEGINNING)) return;
    const isTooMany = telling === "beginning" && told === CALLS_OF_A_BEGINNING;
    told++;
    write(
      isTooMany ? "Further calls are shown on a terminal or in a file, and by GET /control/calls.\n" : callLine(call),
    );
  };
}

/** One call: when, which, with what, where, what came of it, and its RequestId. */
function callLine({ time, n, action, parameters, region, reply, requestId }: LoggedCall): string {
  const shown = JSON.stringify(parameters);
  const cut = shown.length > MAX_PARAMETERS ? `${shown.slice(0, MAX_PARAMETERS)}…` : shown;
  return `${[time, `#${n}`, action, cut, region ?? "-", outcomeOf(reply), requestId].join("  ")}\n`;
}

function outcomeOf({ code, http, fault }: LoggedCall["reply"]): string {
  const outcome = typeof code === "string" ? code : typeof http === "number" && http !== 200 ? `HTTP ${http}` : "ok";
  return fault === undefined ? outcome : `${outcome}, under the fault ${JSON.stringify(fault)}`;
}

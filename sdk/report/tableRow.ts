/** The rows of the table of changes, before they are put into the form of a comment, a terminal or a page. Pure. */
import type { HiddenInstances } from "./access.js";
import type { Certainty } from "./certainty.js";
import { hiddenWords, type Report, type ReportRow } from "./report.js";

/** The heads of the columns. */
export const COLUMNS = [
  "instance",
  "name",
  "power state",
  "keys added",
  "keys removed",
  "effect",
  "login afterwards",
] as const;

/** Keys in a cell. */
export interface KeyCell {
  ids: string[];
  /** Ids for which the preview cannot tell. */
  perhaps: string[];
  /** What is said of keys that the preview does not show. */
  words?: string;
}

/** A row. Every text may hold characters from elsewhere. */
export interface TableRow {
  /** The id; undefined where the preview does not show it. */
  instanceId?: string;
  /** What is said in the place of an id, or behind it. */
  remark?: string;
  name?: string;
  state: string;
  added: KeyCell;
  removed: KeyCell;
  effect: string;
  login: string;
  /** The users that keys are bound for. */
  users: string[];
  shutdown: Certainty;
  lockout: Certainty;
}

/** The rows of a report: those of instances, most drastic first, then those of instances that are not shown. */
export function tableRows({ rows, hidden }: Report): TableRow[] {
  return [...rows.map(rowOf), ...hidden.map(hiddenRow)];
}

function rowOf(row: ReportRow): TableRow {
  const { effect } = row;
  return {
    instanceId: row.instanceId,
    ...(row.region !== undefined && { remark: row.region }),
    ...(row.name !== undefined && { name: row.name }),
    state: row.state ?? "not looked at",
    added: { ids: row.gains, perhaps: [], ...(row.hiddenGains !== undefined && { words: row.hiddenGains }) },
    removed: { ids: row.loses, perhaps: row.mayLose },
    effect: effect.words,
    login: effect.login.words,
    users: effect.login.users,
    shutdown: effect.power.shutdown,
    lockout: effect.login.lockout,
  };
}

function hiddenRow({ count, why, keyIds, isOnline }: HiddenInstances): TableRow {
  const isShutDown = why !== "new" && !isOnline;
  const hiddenKeys = keyIds.hidden && hiddenWords("key", keyIds.hidden.count, keyIds.hidden.why);
  return {
    remark: hiddenWords("instance", count, why),
    state: why === "new" ? "new" : "not known",
    added: { ids: keyIds.known, perhaps: [], ...(hiddenKeys && { words: hiddenKeys }) },
    removed: { ids: [], perhaps: [] },
    effect: isShutDown ? "may be shut down: the preview does not show which" : "keys bound",
    login: "with these keys; no password login",
    users: [],
    shutdown: isShutDown ? "may" : "no",
    lockout: "no",
  };
}

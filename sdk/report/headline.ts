/** The first sentences of a report, in every form the same. Pure. */
import { hiddenWords, type Report } from "./report.js";

/** What matters most, in one sentence without a full stop. */
export function headline(report: Report): string {
  const { totals } = report;
  if (report.rows.length === 0 && report.hidden.length === 0) return "no key pair is bound or unbound";
  const parts = [
    counted(totals.shutdown, "instance", "will be shut down"),
    counted(totals.mayShutdown, "instance", "may be shut down"),
    counted(totals.lockout, "instance", "will be left without a key"),
    counted(totals.mayLockout, "instance", "may be left without a key"),
  ].flat();
  if (totals.shutdown + totals.mayShutdown === 0) parts.unshift("no instance will be shut down");
  return parts.join(", ");
}

/** What else can be counted, a sentence each, without full stops. */
export function counts(report: Report): string[] {
  const { pairs, endsPassword, refused } = report.totals;
  return [
    ...counted(pairs.added, "binding", "added"),
    ...counted(pairs.removed, "binding", "removed"),
    ...counted(pairs.mayBeRemoved, "binding", "perhaps removed"),
    ...counted(pairs.restored, "drifted binding", "restored"),
    ...counted(pairs.drifted, "drifted binding", "left as found"),
    ...counted(pairs.kept, "binding", "kept"),
    ...report.hidden.map(({ count, why }) => `keys bound to ${hiddenWords("instance", count, why)}`),
    ...counted(endsPassword, "instance", "where password login ends"),
    ...counted(refused, "instance", "where the apply will be refused"),
  ];
}

function counted(count: number, what: string, does: string): string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"} ${does}`];
}

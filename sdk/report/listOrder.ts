import type { Certainty } from "./certainty.js";
import type { ReportRow } from "./report.js";

const WEIGHT: Record<Certainty, number> = { yes: 2, may: 1, no: 0 };

/** Puts the most drastic first: left without a key, shut down, refused; then by region and id. For `sort`. */
export function listOrder(one: ReportRow, other: ReportRow): number {
  return (
    weightOf(other) - weightOf(one) ||
    (one.region ?? "").localeCompare(other.region ?? "", "en") ||
    one.instanceId.localeCompare(other.instanceId, "en")
  );
}

function weightOf({ effect }: ReportRow): number {
  const { login, power, refusal } = effect;
  return WEIGHT[login.lockout] * 6 + WEIGHT[power.shutdown] * 2 + (refusal === undefined ? 0 : 1);
}

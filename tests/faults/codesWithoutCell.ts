import { ACTIONS } from "../lighthouse/actions/registry";
import type { ToldCell } from "./part";

/** Every code that is documented for an action which some cell has, and that no cell has at it; as `action: code`. */
export function codesWithoutCell(cells: readonly Pick<ToldCell, "action" | "fault">[]): string[] {
  const tried = new Set(cells.map(({ action, fault }) => `${action}: ${fault}`));
  const actions = [...new Set(cells.map(({ action }) => action))];
  const documented = actions.flatMap((action) =>
    Object.keys(ACTIONS.get(action)?.codes ?? {}).map((code) => `${action}: ${code}`),
  );
  return documented.filter((code) => !tried.has(code));
}

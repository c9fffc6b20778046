import type { Exchange } from "../lighthouse/exchange";
import type { ApiDescription } from "./apiDescription";
import { exchangeFaults } from "./exchangeFaults";
import { counted, type Verdict } from "./verdict";

/** Exchanges held against the description of the API: one verdict for each action that they are of. */
export function descriptionVerdicts(
  source: string,
  exchanges: readonly Exchange[],
  descriptions: readonly ApiDescription[],
): Verdict[] {
  const byAction = new Map<string, Exchange[]>();
  for (const exchange of exchanges) byAction.set(exchange.action, [...(byAction.get(exchange.action) ?? []), exchange]);
  return [...byAction].map(([action, those]) => ({
    name: `${source}: ${those.length} exchanges of ${action} are as it is described`,
    faults: counted(those.flatMap((exchange) => exchangeFaults(exchange, descriptions))),
  }));
}

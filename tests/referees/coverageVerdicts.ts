import { ACTIONS } from "../lighthouse/actions/registry";
import type { Exchange } from "../lighthouse/exchange";
import { refusalOf } from "./exchangeFaults";
import type { Verdict } from "./verdict";

const REFUSALS_WANTED = 2;

/** Whether a client has driven every action that is served: to a success, and to two different refusals. */
export function coverageVerdicts(client: string, exchanges: readonly Exchange[]): Verdict[] {
  return [...ACTIONS.keys()].map((action) => {
    const codes = exchanges.filter((exchange) => exchange.action === action).map(refusalOf);
    const refusals = new Set(codes.filter((code) => code !== undefined));
    const faults = [
      ...(codes.includes(undefined) ? [] : ["never succeeded"]),
      ...(refusals.size >= REFUSALS_WANTED ? [] : [`was refused with ${[...refusals].join(", ") || "no code"} only`]),
    ];
    return { name: `${client} drives ${action} to a success and to ${REFUSALS_WANTED} refusals`, faults };
  });
}

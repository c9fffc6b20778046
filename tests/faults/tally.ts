import type { Cloud, InstanceView } from "../lifecycle/cloud";
import type { Control } from "../lifecycle/control";
import type { LoggedCall } from "../lifecycle/writes";

/** By instance, the keys bound there, sorted; an instance without any is left out. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

/** What one command did, from the side of the Lighthouse. */
export interface Tally {
  calls: LoggedCall[];
  /** Pairs that calls bound, in the form `key on instance`: once for each call that was carried out. */
  bound: string[];
  /** The same of pairs that calls unbound. */
  unbound: string[];
  /** How often calls shut each instance down. */
  shutdowns: Readonly<Record<string, number>>;
  /** What is bound now. */
  bindings: Bindings;
}

/** Counts what has happened since this was asked the last time. */
export async function tally(cloud: Cloud): Promise<Tally> {
  const calls = await cloud.calls();
  const { shutdowns, bindings } = await cloud.happened();
  return {
    calls,
    bound: carriedOut(calls, "AssociateInstancesKeyPairs"),
    unbound: carriedOut(calls, "DisassociateInstancesKeyPairs"),
    shutdowns,
    bindings,
  };
}

/** What is bound now. */
export async function liveBindings(control: Control): Promise<Bindings> {
  const { instances } = await control.get<{ instances: InstanceView[] }>("state");
  return Object.fromEntries(instances.map(({ instanceId, keyIds }) => [instanceId, keyIds]));
}

/** The pairs of some bindings, each in the form `key on instance`, sorted. */
export function pairsOf(bindings: Bindings): string[] {
  return Object.entries(bindings)
    .flatMap(([instanceId, keyIds]) => keyIds.map((keyId) => pairOf(keyId, instanceId)))
    .sort();
}

/** What stands in the first list and not in the second. */
export function without(pairs: readonly string[], others: readonly string[]): string[] {
  return pairs.filter((pair) => !others.includes(pair));
}

function carriedOut(calls: readonly LoggedCall[], action: string): string[] {
  return calls
    .filter((call) => call.action === action && call.executed)
    .flatMap(({ parameters }) =>
      texts(parameters["InstanceIds"]).flatMap((instanceId) =>
        texts(parameters["KeyIds"]).map((keyId) => pairOf(keyId, instanceId)),
      ),
    )
    .sort();
}

function pairOf(keyId: string, instanceId: string): string {
  return `${keyId} on ${instanceId}`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

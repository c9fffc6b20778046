/** State as it is read back: by an older or a newer version, edited by hand, or in part. Nothing in it is trusted. */
import {
  type AssociateType,
  type AssociationInputs,
  type AssociationState,
  type Awaited,
  type Binding,
  type Power,
  STATE_VERSION,
  type Timeouts,
} from "./association.js";
import { Pairs } from "./pairs.js";

/** Properties as the engine hands them over. */
export type Properties = Readonly<Record<string, unknown>>;

/** What can be made of recorded properties. What is missing or of the wrong kind counts as not set. */
export function stateFrom(properties: Properties): Omit<AssociationState, "region"> & { region?: string } {
  const restore = strings(properties.restore);
  const awaited = list(properties.awaited).flatMap(awaitedFrom);
  const voided = list(properties.voided).flatMap(bindingFrom);
  const region = text(properties.region);
  const accountId = text(properties.accountId);
  return {
    keyIds: strings(properties.keyIds),
    instanceIds: strings(properties.instanceIds),
    ...settingsFrom(properties),
    ...(region !== undefined && { region }),
    ...(accountId !== undefined && { accountId }),
    stateVersion: typeof properties.stateVersion === "number" ? properties.stateVersion : STATE_VERSION,
    bindings: list(properties.bindings).flatMap(bindingFrom),
    ...(restore.length > 0 && { restore }),
    ...(awaited.length > 0 && { awaited }),
    ...(voided.length > 0 && { voided }),
  };
}

/** The settings among some properties. */
export function settingsFrom(properties: Properties): Partial<AssociationInputs> {
  const { associateType, power, protectLastKey } = properties;
  const username = text(properties.username);
  const timeouts = timeoutsFrom(properties.timeouts);
  return {
    ...(isAssociateType(associateType) && { associateType }),
    ...(username !== undefined && { username }),
    ...(isPower(power) && { power }),
    ...(protectLastKey === true && { protectLastKey }),
    ...(timeouts && { timeouts }),
  };
}

/** The pairs that bindings stand for. */
export function pairsOf(bindings: readonly Pick<Binding, "instanceId" | "keyIds">[]): Pairs {
  return Pairs.of(bindings.flatMap(({ instanceId, keyIds }) => keyIds.map((keyId) => ({ instanceId, keyId }))));
}

/**
 * The pairs that recorded properties stand for: their bindings, or where none are recorded, as in a state that was
 * edited by hand, every key on every instance. Whoever starts from them looks which are bound.
 */
export function recordedPairs(properties: Properties): Pairs {
  const state = stateFrom(properties);
  return Array.isArray(properties.bindings) ? pairsOf(state.bindings) : declaredPairs(state);
}

/** By instance, the user that bindings were made for. */
export function usernamesOf(bindings: readonly Binding[]): Map<string, string> {
  return new Map(bindings.flatMap(({ instanceId, username }) => (username ? [[instanceId, username] as const] : [])));
}

/** The pairs that a declaration stands for: every key on every instance. */
export function declaredPairs(declared: Pick<AssociationInputs, "keyIds" | "instanceIds">): Pairs {
  return Pairs.product(declared.keyIds, declared.instanceIds);
}

/** Whether a value is one of the ways to bind. */
export function isAssociateType(value: unknown): value is AssociateType {
  return value === "ONLINE" || value === "OFFLINE";
}

/** Whether a value is one of the wishes for the power state. */
export function isPower(value: unknown): value is Power {
  return value === "asFound" || value === "running" || value === "leave";
}

function bindingFrom(value: unknown): Binding[] {
  if (typeof value !== "object" || value === null) return [];
  const row = value as Properties;
  const instanceId = text(row.instanceId);
  const keyIds = strings(row.keyIds);
  if (instanceId === undefined || keyIds.length === 0) return [];
  const username = text(row.username);
  const requestId = text(row.requestId);
  return [{ instanceId, keyIds, ...(username && { username }), ...(requestId && { requestId }) }];
}

function awaitedFrom(value: unknown): Awaited[] {
  const [binding] = bindingFrom(value);
  if (!binding) return [];
  const { instanceId, keyIds } = binding;
  const { action, until } = value as Properties;
  return [{ instanceId, keyIds, action: action === "unbind" ? "unbind" : "bind", until: text(until) ?? "" }];
}

function timeoutsFrom(value: unknown): Timeouts | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const row = value as Properties;
  const timeouts: Timeouts = {};
  for (const method of ["create", "update", "delete"] as const) {
    const seconds = row[method];
    if (typeof seconds === "number" && seconds > 0) timeouts[method] = seconds;
  }
  return Object.keys(timeouts).length > 0 ? timeouts : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function strings(value: unknown): string[] {
  return list(value).filter((item): item is string => typeof item === "string");
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

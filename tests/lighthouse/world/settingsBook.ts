import { DEFAULT_SETTINGS, type InstanceSettings, type Settings } from "./settings";

/** How one operation gets to its end: by the world's time, by reads of the instance, or by hand. */
export type Pace = { kind: "ms"; operationMs: number } | { kind: "reads"; reads: number } | { kind: "byHand" };

/** The names of settings that have an answer everywhere: those with a default. */
type Known = keyof typeof DEFAULT_SETTINGS;

/** The settings of a world as they stand, and who decides what: an instance before an action before the world. */
export class SettingsBook {
  #settings: Settings = {};

  /** What has been set, without the defaults. */
  get set(): Settings {
    return this.#settings;
  }

  /** Takes new settings over the old ones; `instances` and `actions` are merged by name, null removes an entry. */
  patch(patch: Settings): void {
    const merged: Settings = { ...this.#settings, ...patch };
    if (patch.instances) merged.instances = mergeEntries(this.#settings.instances, patch.instances);
    if (patch.actions) merged.actions = mergeEntries(this.#settings.actions, patch.actions);
    this.#settings = merged;
  }

  /** A setting of the whole world. */
  global<K extends Known>(name: K): (typeof DEFAULT_SETTINGS)[K] {
    const value = (this.#settings as Partial<typeof DEFAULT_SETTINGS>)[name];
    return value === undefined ? DEFAULT_SETTINGS[name] : (value as (typeof DEFAULT_SETTINGS)[K]);
  }

  /** A setting as it holds for one instance in one action. */
  of<K extends Known & keyof InstanceSettings>(name: K, instanceId: string | undefined, action: string) {
    for (const level of this.#levels(instanceId, action)) {
      const value = (level as Partial<typeof DEFAULT_SETTINGS>)[name];
      if (value !== undefined) return value as (typeof DEFAULT_SETTINGS)[K];
    }
    return DEFAULT_SETTINGS[name];
  }

  /** How long a call of this action is held back before it is executed, in milliseconds of real time. */
  latencyMs(action: string): number {
    return own(this.#settings.actions, action)?.latencyMs ?? this.global("latencyMs");
  }

  /** How an operation of this action on this instance gets to its end. */
  pace(instanceId: string, action: string): Pace {
    for (const level of this.#levels(instanceId, action)) {
      if (level.byHand) return { kind: "byHand" };
      if (level.afterReads !== undefined) return { kind: "reads", reads: level.afterReads };
      if (level.operationMs !== undefined) return { kind: "ms", operationMs: level.operationMs };
    }
    return { kind: "ms", operationMs: DEFAULT_SETTINGS.operationMs };
  }

  *#levels(instanceId: string | undefined, action: string): Generator<InstanceSettings> {
    const instance = instanceId === undefined ? undefined : own(this.#settings.instances, instanceId);
    if (instance) yield instance;
    const forAction = own(this.#settings.actions, action);
    if (forAction) yield forAction;
    yield this.#settings;
  }
}

function own<T>(entries: Record<string, T | null> | undefined, name: string): T | undefined {
  return entries && Object.hasOwn(entries, name) ? (entries[name] ?? undefined) : undefined;
}

/** Fields of entries are merged too, so that one switch of an instance can be set without repeating the others. */
function mergeEntries<T extends object>(
  olds: Record<string, T | null> | undefined,
  news: Record<string, T | null>,
): Record<string, T | null> {
  const merged = new Map(Object.entries(olds ?? {}));
  for (const [name, value] of Object.entries(news)) {
    if (value === null) merged.delete(name);
    else merged.set(name, { ...merged.get(name), ...value });
  }
  return Object.fromEntries(merged);
}

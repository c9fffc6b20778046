import { type ActionSettings, DEFAULT_SETTINGS, type Defaults, type Settings } from "./settings";

/** How one operation gets to its end: by the world's time, by reads of the instance, or by hand. */
export type Pace = { kind: "ms"; operationMs: number } | { kind: "reads"; reads: number } | { kind: "byHand" };

/** The settings that an instance or an action may answer otherwise than the world. */
type SwitchName = keyof Defaults & keyof ActionSettings;

/** Answers switches for one instance in one action. */
export type Switches = <K extends SwitchName>(name: K) => Defaults[K];

/** The settings of a world as they stand, and who decides what: an instance before an action before the world. */
export class SettingsBook {
  #settings: Settings = {};

  /** What has been set, without the defaults. */
  get set(): Settings {
    return this.#settings;
  }

  /** Takes new settings over the old ones; `instances` and `actions` are merged by name, null removes an entry. */
  patch(patch: Settings): void {
    const merged: Settings = over(this.#settings, patch);
    if (patch.instances) merged.instances = mergeEntries(this.#settings.instances, patch.instances);
    if (patch.actions) merged.actions = mergeEntries(this.#settings.actions, patch.actions);
    this.#settings = merged;
  }

  /** A setting of the whole world. */
  global<K extends keyof Defaults>(name: K): Defaults[K] {
    return firstAnswer([this.#settings], name);
  }

  /** The switches as they hold in one action for one instance, or for none in particular. */
  switches(instanceId: string | undefined, action: string): Switches {
    const levels = [...this.#levels(instanceId, action)];
    return (name) => firstAnswer(levels, name);
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

  *#levels(instanceId: string | undefined, action: string): Generator<ActionSettings> {
    const instance = instanceId === undefined ? undefined : own(this.#settings.instances, instanceId);
    if (instance) yield instance;
    const forAction = own(this.#settings.actions, action);
    if (forAction) yield forAction;
    yield this.#settings;
  }
}

/** Null is an answer too, which `??` would pass over. */
function firstAnswer<K extends keyof Defaults>(levels: readonly Settings[], name: K): Defaults[K] {
  for (const level of levels) {
    const value = (level as Partial<Defaults>)[name];
    if (value !== undefined) return value;
  }
  return DEFAULT_SETTINGS[name];
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
    else merged.set(name, over(merged.get(name) ?? value, value));
  }
  return Object.fromEntries(merged);
}

const PACE_NAMES = ["operationMs", "afterReads", "byHand"] as const;

/** New settings of one level over its old ones. A new pace takes the place of an old one of whatever kind. */
function over<T extends object>(olds: T, news: T): T {
  const kept: T & Partial<Record<(typeof PACE_NAMES)[number], unknown>> = { ...olds };
  if (PACE_NAMES.some((name) => name in news)) for (const name of PACE_NAMES) delete kept[name];
  return { ...kept, ...news };
}

/** A value and the name of the place it came from, for messages. */
export interface Sourced<T> {
  value: T;
  source: string;
}

/** The stack's configuration, or that of an explicit `Provider`, as the engine hands it over. */
export interface StackConfig {
  get(key: string): string | undefined;
}

/** Variables of the environment, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong with the configuration, and where. Never holds a value. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/** The key under which an explicit `Provider` tells its name. */
export const PROVIDER_NAME = "lighthouse:provider";

/** The key under which it tells that it names credentials of its own. */
export const OWN_CREDENTIALS = "lighthouse:ownCredentials";

/** A setting of the configuration, by its name without the namespace. */
export function fromConfig(key: string, config: StackConfig): Sourced<string> | undefined {
  const value = read(config.get(`tencentcloud:${key}`));
  return value === undefined ? undefined : { value, source: placeInConfig(key, config) };
}

/** How messages call the place of a setting in the configuration. */
export function placeInConfig(key: string, config: StackConfig): string {
  const provider = config.get(PROVIDER_NAME);
  return provider === undefined
    ? `tencentcloud:${key} in the stack's configuration`
    : `${key} of Provider ${JSON.stringify(provider)}`;
}

/** The first of some variables that has a value. */
export function fromEnvironment(variables: readonly string[], environment: Environment): Sourced<string> | undefined {
  for (const variable of variables) {
    const value = read(environment[variable]);
    if (value !== undefined) return { value, source: `the variable ${variable}` };
  }
  return undefined;
}

/** A setting that the configuration may have, or else a variable. */
export function setting(
  key: string,
  variable: string,
  config: StackConfig,
  environment: Environment,
): Sourced<string> | undefined {
  return fromConfig(key, config) ?? fromEnvironment([variable], environment);
}

/** Values are pasted with spaces and line ends around them; an empty one is as good as none. */
export function read(value: unknown): string | undefined {
  const trimmed = typeof value === "string" ? value.trim() : "";
  return trimmed === "" ? undefined : trimmed;
}

import { ConfigurationError, fromConfig, type Sourced, type StackConfig } from "../settings.js";

/** The accounts that may be used, and those that may not; each undefined where nothing is said. */
export interface AccountLists {
  allowed: Sourced<string[]> | undefined;
  forbidden: Sourced<string[]> | undefined;
}

/** `allowedAccountIds` and `forbiddenAccountIds` of the configuration. Throws `ConfigurationError`. */
export function accountLists(config: StackConfig): AccountLists {
  return { allowed: listIn("allowedAccountIds", config), forbidden: listIn("forbiddenAccountIds", config) };
}

function listIn(key: string, config: StackConfig): Sourced<string[]> | undefined {
  const setting = fromConfig(key, config);
  if (!setting) return undefined;
  try {
    const list: unknown = JSON.parse(setting.value);
    if (Array.isArray(list)) return { value: list.map(String), source: setting.source };
  } catch {
    // Told below.
  }
  throw new ConfigurationError(
    `${setting.source} is not a list of account ids. Set it: pulumi config set --path 'tencentcloud:${key}[0]' 100000000001`,
  );
}

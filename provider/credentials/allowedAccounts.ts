import { ConfigurationError, fromConfig, type StackConfig } from "../settings.js";
import type { CredentialSource, Credentials } from "./credentials.js";

/**
 * Credentials that are handed out only where they belong to an account that the configuration allows:
 * `allowedAccountIds` names those that may be used, `forbiddenAccountIds` those that may not. The account is asked for
 * once, before the first call. Throws `ConfigurationError`.
 */
export function onlyAllowed(
  source: CredentialSource,
  config: StackConfig,
  accountOf: (signer: Credentials) => Promise<string>,
): CredentialSource {
  const [allowed, forbidden] = [listIn("allowedAccountIds", config), listIn("forbiddenAccountIds", config)];
  if (!allowed && !forbidden) return source;
  let looked: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const account = await accountOf(await source.get());
    if (forbidden?.ids.includes(account)) throw notAllowed(account, `${forbidden.source} names it`);
    if (allowed && !allowed.ids.includes(account)) throw notAllowed(account, `${allowed.source} does not name it`);
  };
  const { renew } = source;
  return {
    ...(renew && { renew: (refused) => renew.call(source, refused) }),
    async get() {
      // Asked again where it could not be told.
      looked ??= look().catch((error: unknown) => {
        looked = undefined;
        throw error;
      });
      await looked;
      return source.get();
    },
  };
}

function notAllowed(account: string, why: string): ConfigurationError {
  return new ConfigurationError(
    `the credentials are those of account ${account}, and ${why}. Use other credentials, or change the list.`,
  );
}

function listIn(key: string, config: StackConfig): { ids: string[]; source: string } | undefined {
  const setting = fromConfig(key, config);
  if (!setting) return undefined;
  try {
    const list: unknown = JSON.parse(setting.value);
    if (Array.isArray(list)) return { ids: list.map(String), source: setting.source };
  } catch {
    // Told below.
  }
  throw new ConfigurationError(
    `${setting.source} is not a list of account ids. Set it: pulumi config set --path 'tencentcloud:${key}[0]' 100000000001`,
  );
}

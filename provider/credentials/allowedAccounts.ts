import { ConfigurationError, type StackConfig } from "../settings.js";
import { accountLists } from "./accountLists.js";
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
  const { allowed, forbidden } = accountLists(config);
  if (!allowed && !forbidden) return source;
  let looked: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const account = await accountOf(await source.get());
    if (forbidden?.value.includes(account)) throw notAllowed(account, `${forbidden.source} names it`);
    if (allowed && !allowed.value.includes(account)) throw notAllowed(account, `${allowed.source} does not name it`);
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

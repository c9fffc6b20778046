import type { Session } from "./session.js";

/**
 * Throws where a resource is recorded under another account than that of the credentials. Under the wrong ones
 * nothing recorded is found, and all of it would be taken for gone.
 *
 * `mustKnow` is for what must not go on where the account cannot be told.
 */
export async function requireAccount(
  session: Session,
  recorded: string | undefined,
  mustKnow = false,
  what = "association",
): Promise<void> {
  if (recorded === undefined) return;
  const account = await session.accountId();
  if (account === recorded || (account === undefined && !mustKnow)) return;
  const why = session.accountTrouble;
  throw new Error(
    account === undefined
      ? `nothing recorded is found, and whether the credentials are those of account ${recorded}, where it was made, could not be told${why ? `: ${why.replace(/\.$/, "")}` : ""}. Check the credentials and run again.`
      : `this ${what} was made in account ${recorded}, and the credentials are those of account ${account}. Use the credentials of ${recorded}.`,
  );
}

/**
 * Throws where nothing recorded is left and the state does not tell under which account to look, though the token
 * service tells that of the credentials. Where nobody tells of any account, what is not found counts as gone.
 */
export async function requireRecordedAccount(session: Session, recorded: string | undefined): Promise<void> {
  if (recorded !== undefined) return;
  const account = await session.accountId();
  if (account === undefined) return;
  throw new Error(
    `nothing recorded is found in account ${account}, and the state does not say in which account this association was made. ` +
      "Use the credentials of another account if it was made there. If it was made here, all of it is gone: take it out of the state with pulumi state delete and its URN.",
  );
}

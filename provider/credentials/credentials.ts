/** A key that signs calls. */
export interface Credentials {
  secretId: string;
  secretKey: string;
  /** With temporary credentials only. */
  securityToken?: string;
}

/** Credentials that end. */
export interface Temporary {
  credentials: Credentials;
  /** When, in milliseconds since 1970; undefined where nobody says. */
  expiresMs?: number;
}

/** Where the credentials of a run come from. Nothing is called before they are needed. */
export interface CredentialSource {
  /** The credentials as they are now: fetched where need be, and anew before they end. Throws what keeps them away. */
  get(): Promise<Credentials>;
  /** Fresh ones for those that were refused. Absent where the source has no others. */
  renew?(refused: Credentials): Promise<Credentials>;
}

/** No source has credentials, which a preview can do without. */
export class NoCredentials extends Error {
  override readonly name = "NoCredentials";
}

/** Credentials that stay the same for the whole run. */
export function lasting(credentials: Credentials): CredentialSource {
  return { get: () => Promise.resolve(credentials) };
}

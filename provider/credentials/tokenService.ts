import type { Credentials, Temporary } from "./credentials.js";
import type { AssumedRole, WebIdentityRole } from "./roleSettings.js";

/** What hands out the credentials of roles: Tencent's token service, and the metadata address of a CVM. */
export interface TokenService {
  /** Has a key take on a role. */
  assumeRole(role: AssumedRole, signer: Credentials): Promise<Temporary>;
  /** Has the token of an identity provider take on a role. */
  assumeRoleWithWebIdentity(role: WebIdentityRole, token: string): Promise<Temporary>;
  /** The credentials of the machine's own role; the first role that it has where none is named. */
  machineRole(name: string | undefined): Promise<Temporary>;
  /** The account that a key belongs to. */
  accountOf(signer: Credentials): Promise<string>;
}

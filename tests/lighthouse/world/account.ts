import { Region } from "./region";

/** A pair that signs requests. A temporary one has a token that must come along and an end. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly account: Account;
  readonly token?: string;
  readonly expiresMs?: number;
  /** Who signs: the account itself, or a role it took on. */
  readonly arn: string;
  isEnabled: boolean;
}

/** What the account may not do, as access management would have it. */
export interface Restrictions {
  /** Actions that are denied with UnauthorizedOperation.NoPermission; `*` is all of them. */
  deniedActions: string[];
  /** How a sensitive operation finds the account's second factor. */
  mfa: "notNeeded" | "missing" | "expired";
}

/** A customer of the cloud with everything they own, region by region. */
export class Account {
  readonly restrictions: Restrictions = { deniedActions: [], mfa: "notNeeded" };
  /** Names of roles that may be taken on by AssumeRole and from the metadata address. */
  readonly roles = new Set<string>();
  readonly #regions = new Map<string, Region>();

  constructor(readonly accountId: string) {}

  get regions(): ReadonlyMap<string, Region> {
    return this.#regions;
  }

  /** The account's things in a region, none at first. */
  region(name: string): Region {
    let region = this.#regions.get(name);
    if (!region) {
      region = new Region(name);
      this.#regions.set(name, region);
    }
    return region;
  }
}

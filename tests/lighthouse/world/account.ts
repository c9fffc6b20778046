import { Region } from "./region";

/** A pair that signs requests. A temporary one has a token that must come along and an end. */
export interface Credential {
  readonly secretId: string;
  readonly secretKey: string;
  readonly account: Account;
  readonly token?: string;
  readonly expiresMs?: number;
  /** Whom a role that was taken on acts as; the account itself where there is none. */
  readonly identity?: {
    readonly type: string;
    readonly arn: string;
    readonly userId: string;
    readonly principalId: string;
  };
  readonly isEnabled: boolean;
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
  readonly #roles = new Map<string, string>();
  readonly #regions = new Map<string, Region>();

  constructor(readonly accountId: string) {}

  get regions(): ReadonlyMap<string, Region> {
    return this.#regions;
  }

  /** Roles that may be taken on by AssumeRole and from the metadata address: their names and numbers. */
  get roles(): ReadonlyMap<string, string> {
    return this.#roles;
  }

  /** Adds a role, unless there is one of that name, and gives its number. */
  addRole(name: string): string {
    const known = this.#roles.get(name);
    if (known) return known;
    const roleId = `46116860184${String(this.#roles.size + 1).padStart(8, "0")}`;
    this.#roles.set(name, roleId);
    return roleId;
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

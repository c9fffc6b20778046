import { ApiError, named } from "../protocol/apiError";
import { text } from "../protocol/parameters";
import type { Account } from "../world/account";
import type { World } from "../world/world";

/** @see STS AssumeRole, DurationSeconds: 7200 unless given, at most 43200 */
const DEFAULT_SECONDS = 7200;
const MAX_SECONDS = 43_200;

/** A number of seconds. The documentation's own examples send it as text, so both are taken. */
export const DURATION = {
  type: "Integer",
  isRequired: false,
  limits: `1 to ${MAX_SECONDS}, ${DEFAULT_SECONDS} unless given`,
  parse(value: unknown, name: string): number | undefined {
    const seconds = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
    if (typeof seconds !== "number" || !Number.isInteger(seconds)) {
      throw new ApiError("InvalidParameter", { names: named([name]), type: "Integer" });
    }
    if (seconds < 1 || seconds > MAX_SECONDS)
      throw new ApiError("InvalidParameter.OverTimeError", { limit: MAX_SECONDS });
    return seconds;
  },
};

/** How long a session lasts, in seconds. */
export function sessionSeconds(given: number | undefined): number {
  return given ?? DEFAULT_SECONDS;
}

/** A text of a form. */
function formed(form: RegExp) {
  return {
    ...text(),
    limits: form.source,
    parse(value: unknown, name: string): string {
      if (typeof value !== "string") throw new ApiError("InvalidParameter", { names: named([name]), type: "String" });
      if (!form.test(value)) throw new ApiError("InvalidParameter.ParamError", { names: named([name]) });
      return value;
    },
  };
}

/** The name of a session. @see STS AssumeRole, RoleSessionName: 2 to 128 characters of the pattern */
export const SESSION_NAME = formed(/^[\w+=,.@-]{2,128}$/);
/** What a third party is known by. @see STS AssumeRole, ExternalId: 2 to 128 characters of the pattern */
export const EXTERNAL_ID = formed(/^[\w+=,.@:/-]{2,128}$/);
/** Which role. @see STS AssumeRole, RoleArn: by the role's name or its number */
export const ROLE_ARN = formed(/^qcs::cam::uin\/\d+:(roleName\/[\w+=,.@-]+|role\/\d+)$/);

/** The role that an ARN means. */
export function roleOf(arn: string, world: World): { account: Account; roleId: string } {
  const [, accountId = "", kind, name = ""] = /^qcs::cam::uin\/(\d+):(roleName|role)\/(.+)$/.exec(arn) ?? [];
  const account = world.accounts.get(accountId);
  const roleId =
    kind === "roleName" ? account?.roles.get(name) : [...(account?.roles.values() ?? [])].find((id) => id === name);
  if (!account || roleId === undefined) throw new ApiError("ResourceNotFound.RoleNotFound", { names: named([arn]) });
  return { account, roleId };
}

/** What a role can be refused for. */
export const ROLE_CODES = {
  "InvalidParameter.OverTimeError": "DurationSeconds is out of range",
  "InvalidParameter.ParamError": "an ARN, a session name or an external id has not its form",
  "ResourceNotFound.RoleNotFound": "no account is seeded with such a role",
};

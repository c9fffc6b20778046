import { ApiError, named } from "../protocol/apiError";
import { requiredIdList } from "../protocol/ids";
import { optional, text } from "../protocol/parameters";
import type { SettingsBook } from "../world/settingsBook";

/** How many keys and instances one bind or unbind takes. @see CN-API AssociateInstancesKeyPairs */
const MAX_KEYS = 100;
const MAX_INSTANCES = 100;

/** ONLINE leaves the machine running and needs the agent inside; OFFLINE shuts it down. */
const ASSOCIATE_TYPES = ["ONLINE", "OFFLINE"] as const;
/** The way a bind or unbind works. */
export type AssociateType = (typeof ASSOCIATE_TYPES)[number];

/** What bind and unbind both take, apart from the type, whose name differs. */
export const PAIR_PARAMETERS = {
  KeyIds: requiredIdList("keyPair", MAX_KEYS),
  InstanceIds: requiredIdList("instance", MAX_INSTANCES),
};
/** AssociateType and DisassociateType. */
export const TYPE_PARAMETER = optional(text({ oneOf: ASSOCIATE_TYPES }));
/** @see CN-API ResetInstancesPassword for the length of user names; only ONLINE takes one */
export const USERNAME_PARAMETER = optional(text({ maxLength: 64 }));

/** The parameters that an older or international service does not know. */
export interface NewerParameters {
  readonly typeName: "AssociateType" | "DisassociateType";
  readonly type: string | undefined;
  readonly username: string | undefined;
}

/**
 * The type that a call works by on each of its instances, in their order. Refuses the newer parameters where the service
 * is set not to know them, and a user name without ONLINE.
 *
 * @see CN-API AssociateInstancesKeyPairs, Username: not supported with OFFLINE
 */
export function effectiveTypes(
  { typeName, type, username }: NewerParameters,
  instanceIds: readonly string[],
  action: string,
  settings: SettingsBook,
): ReadonlyMap<string, AssociateType> {
  const isUnknown = instanceIds.some((id) => !settings.switches(id, action)("onlineKnown"));
  if (isUnknown) {
    const names = [...(type === undefined ? [] : [typeName]), ...(username === undefined ? [] : ["Username"])];
    if (names.length > 0) throw new ApiError("UnknownParameter", { names: named(names) });
  }
  const types = instanceIds.map((id) => {
    const effective = type ?? settings.switches(id, action)("defaultAssociateType");
    return [id, effective === "ONLINE" ? "ONLINE" : "OFFLINE"] as const;
  });
  if (username !== undefined && types.some(([, effective]) => effective === "OFFLINE")) {
    throw new ApiError("InvalidParameter.ConflictParameter", { names: named(["Username", typeName]) });
  }
  return new Map(types);
}

import { ApiError, named } from "../protocol/apiError";
import { isJsonObject, type Json, type JsonObject } from "../protocol/json";
import { list, optional } from "../protocol/parameters";

/** @see CN-API CreateKeyPair and ImportKeyPair, Tags: at most 10 */
const MAX_TAGS = 10;

const TAG = {
  type: "Tag",
  parse(value: Json, name: string): JsonObject {
    const isTag = isJsonObject(value) && typeof value.Key === "string" && typeof value.Value === "string";
    const unknown = isJsonObject(value) ? Object.keys(value).filter((key) => key !== "Key" && key !== "Value") : [];
    if (unknown.length > 0) throw new ApiError("UnknownParameter", { names: named(unknown) });
    if (!isTag) throw new ApiError("InvalidParameter", { names: named([name]), type: "Tag" });
    return value;
  },
};

/** The Tags that a key pair is made with. */
export const TAGS = optional(list(TAG, MAX_TAGS, "InvalidParameterValue"));

/** State of a key pair as it is read back: by another version, edited by hand, or in part. Nothing in it is trusted. */
import { type Properties, settingsFrom } from "../state.js";
import { KEY_PAIR_STATE_VERSION, type KeyPairInputs, type KeyPairState } from "./keyPair.js";

/** What can be made of recorded properties. What is missing or of the wrong kind counts as not set. */
export function keyPairStateFrom(properties: Properties): Partial<KeyPairState> {
  const { origin, stateVersion } = properties;
  const { timeouts } = settingsFrom(properties);
  const tags = tagsIn(properties.tags);
  const texts = Object.fromEntries(
    TEXTS.flatMap((name) => {
      const value = properties[name];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
  return {
    ...texts,
    ...(tags && { tags }),
    ...(timeouts && { timeouts }),
    ...((origin === "created" || origin === "imported") && { origin }),
    ...(typeof stateVersion === "number" && { stateVersion }),
  };
}

/** The outputs of a key pair, in the order in which they are kept. Nothing in them is undefined. */
export function recordedKeyPair(state: Omit<KeyPairState, "stateVersion">): KeyPairState {
  const defined = Object.entries(state).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(defined) as unknown as KeyPairState), stateVersion: KEY_PAIR_STATE_VERSION };
}

/** The inputs among recorded outputs: what a program that declares exactly this would have given. */
export function inputsOf(state: Partial<KeyPairState>, region: string): KeyPairInputs {
  const { keyName, keyNamePrefix, publicKey, tags, timeouts, origin } = state;
  return {
    ...(keyNamePrefix !== undefined ? { keyNamePrefix } : keyName !== undefined && { keyName }),
    ...(origin === "imported" && publicKey !== undefined && { publicKey }),
    region,
    ...(tags && { tags }),
    ...(timeouts && { timeouts }),
  };
}

const TEXTS = [
  "keyId",
  "keyName",
  "keyNamePrefix",
  "publicKey",
  "fingerprint",
  "privateKey",
  "createdTime",
  "region",
  "accountId",
] as const;

function tagsIn(value: unknown): Record<string, string> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const tags = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return tags.length > 0 ? Object.fromEntries(tags) : undefined;
}

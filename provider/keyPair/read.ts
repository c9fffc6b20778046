import type { ReadResult } from "@pulumi/pulumi/dynamic";
import { requireAccount } from "../account.js";
import { DEFAULT_TIMEOUT_S } from "../association.js";
import { Deadline } from "../deadline.js";
import type { Properties } from "../state.js";
import { KEY_ID, problemWithForm, problemWithRegion } from "../validate.js";
import { within } from "../waiting.js";
import type { KeyPairRow } from "./calls.js";
import type { KeyPairState } from "./keyPair.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { inputsOf, keyPairStateFrom, recordedKeyPair } from "./keyPairState.js";
import { fingerprintOf, isSameKey } from "./publicKey.js";

const GONE: ReadResult = { id: "", props: {} };

/**
 * Reads the pair as it is now. The private key, which nobody shows twice, stays as recorded. `inputs` are what would
 * declare what is there, so that a preview shows what was changed by hand.
 *
 * Reading one that was not made by this program (`get`) throws where there is none.
 */
export async function readKeyPair(run: KeyPairRun, id: string, properties: Properties): Promise<ReadResult> {
  const { session } = run;
  const problem = problemWithForm(id, KEY_ID);
  if (problem !== undefined) throw new Error(`the id ${problem}`);
  const state = keyPairStateFrom(properties);
  const isGet = state.stateVersion === undefined && state.keyId === undefined;
  const name = state.region ?? session.ambientRegion()?.value;
  if (name === undefined) throw new Error("no region is known for this key pair; give region to get().");
  const badRegion = problemWithRegion(name);
  if (badRegion !== undefined) throw new Error(`region ${badRegion}`);

  const deadline = new Deadline(session.clock, DEFAULT_TIMEOUT_S * 1000);
  const region = run.region(name);
  const live = await within(region, deadline, `to read the key pair ${id}`, region.find(id));
  if (!live) {
    if (isGet) throw new Error(`${id} does not exist in region ${name}; check the id, the region and the credentials.`);
    await requireAccount(session, state.accountId, true, "key pair");
    return GONE;
  }
  const now = recordedKeyPair({ ...state, ...seenIn(live, state), keyId: id, region: name });
  return { id, props: now, inputs: isGet ? { region: name } : inputsOf(now, name) };
}

/** What the service tells of a pair; what it does not tell stays as recorded. */
function seenIn(
  live: KeyPairRow,
  state: Partial<KeyPairState>,
): Pick<KeyPairState, "keyName" | "publicKey" | "origin"> {
  const { keyName = state.keyName ?? "", createdTime = state.createdTime } = live;
  const recorded = state.publicKey ?? "";
  // The comment is nobody's key, and the service may keep another one.
  const publicKey = live.publicKey === undefined || isSameKey(live.publicKey, recorded) ? recorded : live.publicKey;
  const fingerprint = fingerprintOf(publicKey);
  const tags = tagsSeen(live.tags, state.tags);
  return {
    keyName,
    publicKey,
    origin: state.origin ?? "imported",
    ...(fingerprint !== undefined && { fingerprint }),
    ...(createdTime !== undefined && { createdTime }),
    ...(tags && { tags }),
  };
}

/**
 * Of the declared tags those that there are, as they are. Tags that others have put there are theirs; and where none is
 * told at all, the service may not tell them.
 */
function tagsSeen(
  live: Readonly<Record<string, string>>,
  declared: Record<string, string> | undefined,
): Record<string, string> | undefined {
  if (declared === undefined || Object.keys(live).length === 0) return declared;
  const still = Object.keys(declared).flatMap((key): [string, string][] =>
    live[key] === undefined ? [] : [[key, live[key]]],
  );
  return Object.fromEntries(still);
}

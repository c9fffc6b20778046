import type { UpdateResult } from "@pulumi/pulumi/dynamic";
import { requireAccount } from "../account.js";
import { DEFAULT_TIMEOUT_S } from "../association.js";
import { Deadline } from "../deadline.js";
import { Refused } from "../refused.js";
import type { Properties } from "../state.js";
import { within } from "../waiting.js";
import type { KeyPairInputs } from "./keyPair.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { keyPairStateFrom, recordedKeyPair } from "./keyPairState.js";
import { HOW_TO_CHANGE_TAGS, tagsThatDiffer } from "./tags.js";

/**
 * Takes over what changes without a call that writes: time-outs, what a name is drawn with, and tags that were changed
 * elsewhere already. Throws `Refused` for tags that were not.
 */
export async function updateKeyPair(
  run: KeyPairRun,
  id: string,
  olds: Properties,
  news: KeyPairInputs,
): Promise<UpdateResult> {
  const { session } = run;
  const state = keyPairStateFrom(olds);
  const { keyNamePrefix, tags, timeouts } = news;
  await requireAccount(session, state.accountId, false, "key pair");
  const deadline = new Deadline(session.clock, (timeouts?.update ?? DEFAULT_TIMEOUT_S) * 1000);
  const region = run.region(news.region);
  const live = await within(region, deadline, `to read the key pair ${id}`, region.find(id));
  if (!live)
    throw new Error(`${id} does not exist any more in region ${news.region}. Run pulumi refresh, then pulumi up.`);
  const differing = tagsThatDiffer(live.tags, state.tags ?? {}, tags ?? {});
  if (differing.length > 0)
    throw new Refused([`the tags of ${id} differ: ${differing.join(", ")}. ${HOW_TO_CHANGE_TAGS}`]);
  const { keyNamePrefix: _, tags: __, timeouts: ___, ...kept } = state;
  const outs = recordedKeyPair({
    ...kept,
    keyId: id,
    keyName: state.keyName ?? live.keyName ?? "",
    publicKey: state.publicKey ?? live.publicKey ?? "",
    origin: state.origin ?? "imported",
    region: news.region,
    ...(keyNamePrefix !== undefined && { keyNamePrefix }),
    ...(tags && { tags }),
    ...(timeouts && { timeouts }),
  });
  return { outs };
}

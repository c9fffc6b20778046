import type { CreateResult } from "@pulumi/pulumi/dynamic";
import { DEFAULT_TIMEOUT_S } from "../association.js";
import { Deadline } from "../deadline.js";
import type { KeyPairInputs } from "./keyPair.js";
import type { KeyPairRegion } from "./keyPairRegion.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { recordedKeyPair } from "./keyPairState.js";
import { createPair, importPair } from "./makeKeyPair.js";
import { fingerprintOf } from "./publicKey.js";

/** How long it may take to learn when a new pair was made, which nothing depends on. */
const DETAILS_WITHIN_MS = 10_000;

/**
 * Stores the declared public key, or has the service make a key. A pair that exists already with the declared name and
 * public key is adopted without a call that writes; one that has only one of them refuses.
 *
 * Throws `Refused` or `ApiError` where there is no pair of ours afterwards, as far as can be told.
 */
export async function createKeyPair(run: KeyPairRun, inputs: KeyPairInputs): Promise<CreateResult> {
  const { session } = run;
  const region = run.region(inputs.region);
  const deadline = new Deadline(session.clock, (inputs.timeouts?.create ?? DEFAULT_TIMEOUT_S) * 1000);
  const { publicKey } = inputs;
  const { isAdopted, ...made } = await (publicKey === undefined
    ? createPair(region, inputs, deadline)
    : importPair(region, { ...inputs, publicKey }, deadline));
  if (isAdopted) {
    session.claims.adopt(region.name, made.keyId);
    session.notices.info(
      `adopted ${made.keyId}, which existed already with this public key. It is deleted with the resource, unless the option retainOnDelete is set.`,
      run.declarationOf({ ...inputs })?.urn,
    );
  }
  const [createdTime, accountId] = await Promise.all([createdTimeOf(made.keyId, region), session.accountId()]);
  const fingerprint = fingerprintOf(made.publicKey);
  const { keyName: _, publicKey: __, ...kept } = inputs;
  const outs = recordedKeyPair({
    ...withoutProvider(kept),
    ...made,
    origin: publicKey === undefined ? "created" : "imported",
    ...(fingerprint !== undefined && { fingerprint }),
    ...(createdTime !== undefined && { createdTime }),
    ...(accountId !== undefined && { accountId }),
  });
  return { id: made.keyId, outs };
}

/** Never throws: a private key that was shown once must not be lost for a date. */
async function createdTimeOf(keyId: string, region: KeyPairRegion): Promise<string | undefined> {
  try {
    const deadline = new Deadline(region.clock, DETAILS_WITHIN_MS);
    return (await deadline.race(region.find(keyId), "to read the key pair"))?.createdTime;
  } catch {
    // The next refresh tells it.
    return undefined;
  }
}

/** The host adds the line that loads the provider by itself. */
function withoutProvider<T extends object>(inputs: T): T {
  const { __provider: _, ...rest } = inputs as T & { __provider?: string };
  return rest as T;
}

import { ApiError } from "../apiError.js";
import { type Deadline, DeadlinePassed } from "../deadline.js";
import { Refused } from "../refused.js";
import type { KeyPairRow, MadeKeyPair } from "./calls.js";
import { drawnName } from "./keyName.js";
import type { KeyPairInputs } from "./keyPair.js";
import type { KeyPairRegion } from "./keyPairRegion.js";
import { standingOf } from "./standing.js";

/** How often a pair is asked for whose making was not answered, or refused for what was not there a moment before. */
const MAX_TRIES = 4;

/** The pause before it is looked up what came of a call without an answer: it may still be under way. */
const PAUSE_MS = 2_000;

/** A pair that was made or found. */
export interface Made {
  keyId: string;
  keyName: string;
  publicKey: string;
  privateKey?: string;
  /** Whether it existed before. */
  isAdopted: boolean;
}

type Wanted = Pick<KeyPairInputs, "keyName" | "keyNamePrefix" | "tags">;

/**
 * Stores a public key. What exists exactly as declared is taken as it is. A call without an answer is looked up before
 * anything is sent again, and since Lighthouse has each key and each name once, there are never two.
 */
export async function importPair(
  region: KeyPairRegion,
  wanted: Wanted & { publicKey: string },
  deadline: Deadline,
): Promise<Made> {
  const { publicKey, tags = {} } = wanted;
  const keyName = nameFor(wanted, region);
  let isSent = false;
  return retried(region, deadline, async () => {
    const standing = standingOf({ ...wanted, keyName }, await region.all());
    if (standing.kind === "taken") throw refusal(standing);
    if (standing.kind === "same") {
      const { keyId, keyName: name = keyName } = standing.keyPair;
      return { keyId, keyName: name, publicKey, isAdopted: !(isSent && name === keyName) };
    }
    requireTime(deadline);
    isSent = true;
    return { keyId: await region.import({ keyName, publicKey, tags }), keyName, publicKey, isAdopted: false };
  });
}

/**
 * Has the service make a key. Its private key is in the one answer and nowhere else: where that was lost, the pair is
 * deleted and another one made, if it is certainly ours, as one of a name that was drawn for it is. One of a declared
 * name may have been made by somebody else in the same moment, and stays.
 */
export async function createPair(region: KeyPairRegion, wanted: Wanted, deadline: Deadline): Promise<Made> {
  const keyName = nameFor(wanted, region);
  let lost: ApiError | undefined;
  const attempt = async (): Promise<Made> => {
    const namesake = (await region.all()).find((row) => row.keyName === keyName);
    if (namesake && lost !== undefined) await discard(region, namesake, wanted, lost);
    else if (namesake) throw refusal(standingOf({ ...wanted, keyName }, [namesake]));
    requireTime(deadline);
    try {
      const made: MadeKeyPair = await region.create({ keyName, tags: wanted.tags ?? {} });
      return { ...made, keyName, isAdopted: false };
    } catch (error) {
      if (error instanceof ApiError && error.kind === "unknown") lost = error;
      throw error;
    }
  };
  try {
    return await retried(region, deadline, attempt);
  } catch (error) {
    if (lost === undefined || !(error instanceof ApiError)) throw error;
    const advice = `A key pair "${keyName}" may have been made all the same, and its private key is lost: delete it where it is there.`;
    throw new Error(`${error.message} ${advice}`, { cause: error });
  }
}

function nameFor({ keyName, keyNamePrefix = "key_" }: Wanted, { clock }: KeyPairRegion): string {
  return keyName ?? drawnName(keyNamePrefix, clock);
}

/** Deletes a pair whose private key nobody has. */
async function discard(region: KeyPairRegion, pair: KeyPairRow, wanted: Wanted, lost: ApiError): Promise<void> {
  const { keyId, associatedInstanceIds } = pair;
  if (wanted.keyName !== undefined || associatedInstanceIds.length > 0) {
    throw new Error(
      `${keyId} has the name "${pair.keyName}" now, and was probably made by a call whose answer was lost, and its private key with it: ${lost.message} Where nothing uses it, delete it and run again.`,
    );
  }
  try {
    await region.delete(keyId);
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind !== "keyGone") throw error;
  }
}

async function retried<T>(region: KeyPairRegion, deadline: Deadline, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const mayPass = error instanceof ApiError && (error.kind === "unknown" || error.kind === "replan");
      if (!mayPass || tries >= MAX_TRIES || deadline.hasPassed) throw error;
      await region.clock.sleep(PAUSE_MS);
    }
  }
}

/** Looked at before each write, and never after: an answer that holds a private key is not given up for being late. */
function requireTime(deadline: Deadline): void {
  if (deadline.hasPassed) throw new DeadlinePassed(deadline.timeoutMs, "for the key pair to be made");
}

function refusal(standing: ReturnType<typeof standingOf>): Refused {
  const reason = standing.kind === "taken" ? `${standing.property} ${standing.reason}` : "the key pair exists already.";
  return new Refused([reason.replace(/\.$/, "")]);
}

import { lookIfPossible } from "../foretell.js";
import type { Properties } from "../state.js";
import { UNKNOWN } from "../unknowns.js";
import type { Problem } from "../validate.js";
import type { KeyPairDeclaration } from "./keyPairDeclaration.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { standingOf } from "./standing.js";

/** What the apply would refuse of a pair that is to be made; says what it would adopt. Reads only. */
export async function foresee(
  run: KeyPairRun,
  inputs: Properties,
  declaration: KeyPairDeclaration,
): Promise<Problem[]> {
  // The old one is deleted first: what it holds will be free, its place too.
  if (declaration.isRecorded && declaration.deleteBeforeReplace) return [];
  const region = String(inputs.region);
  const all = await lookIfPossible(run.session, () => run.listing(region));
  if (!all) return [];
  const { keyName, keyNamePrefix, publicKey } = inputs;
  const standing = standingOf(
    { keyName: known(keyName), keyNamePrefix: known(keyNamePrefix), publicKey: known(publicKey) },
    all,
  );
  if (standing.kind === "taken") return [standing];
  if (standing.kind === "same") {
    run.session.notices.info(
      `will adopt ${standing.keyPair.keyId}, which exists already with this public key`,
      declaration.urn,
    );
    return [];
  }
  const quota = await run.quota(region);
  const planned = run.plan(region);
  if (!quota || planned <= quota.available) return [];
  const made = planned === 1 ? "this one is" : `${planned} are`;
  const reason = `cannot be made: ${made} to be made in region ${region}, where there is room for ${quota.available} more of ${quota.total}. A pair that is replaced or removed is deleted only afterwards. Delete one that nothing uses, or ask Tencent Cloud for more.`;
  return [{ property: "the key pair", reason }];
}

function known(value: unknown): string | undefined {
  return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}

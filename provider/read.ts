import type { ReadResult } from "@pulumi/pulumi/dynamic";
import { requireAccount, requireRecordedAccount } from "./account.js";
import { type AssociationInputs, DEFAULT_POWER, DEFAULT_TIMEOUT_S } from "./association.js";
import { ID_FORM, isAssociationId } from "./associationId.js";
import { lateIn, stillAwaited } from "./awaited.js";
import { mayYetBind } from "./bars.js";
import { Deadline } from "./deadline.js";
import { explain } from "./explain.js";
import { firstLook } from "./firstLook.js";
import { warningsOfStopped } from "./leftStopped.js";
import type { Instance, KeyPair } from "./lighthouse.js";
import type { Pairs } from "./pairs.js";
import { leftOverOf, recorded } from "./recorded.js";
import type { Region } from "./region.js";
import type { Session } from "./session.js";
import { declaredPairs, type Properties, pairsOf, settingsFrom, stateFrom, usernamesOf } from "./state.js";
import { problemsWith } from "./validate.js";
import { settle, within } from "./waiting.js";

const GONE: ReadResult = { id: "", props: {} };

/**
 * Reads which of the recorded and declared pairs are bound now. `inputs` are the lists that explain them, so that a
 * preview shows what has drifted and nothing else. Machines that a failed change may have left down are warned of. Where neither a key nor an instance is left, the association is gone.
 *
 * Reading one that was not made by this program (`get`) throws where nothing is bound.
 */
export async function read(session: Session, id: string, properties: Properties): Promise<ReadResult> {
  if (!isAssociationId(id)) throw new Error(`${JSON.stringify(id)} is not the id of an association: it is ${ID_FORM}.`);
  const isGet = !Array.isArray(properties.bindings) && properties.stateVersion === undefined;
  const problem = isGet ? problemsWith(properties)[0] : undefined;
  if (problem) throw new Error(`${problem.property} ${problem.reason}`);
  const state = stateFrom(properties);
  const name = state.region ?? session.ambientRegion()?.value;
  if (name === undefined) throw new Error("no region is known for this association; give region to get().");

  const region = session.region(name);
  const deadline = new Deadline(session.clock, DEFAULT_TIMEOUT_S * 1000);
  const asked = pairsOf(state.bindings).plus(lateIn(properties).coming);
  const pairs = asked.plus(declaredPairs(state));
  const { keyPairs, live, instances } = await readPairs(region, pairs, asked, deadline);
  if (live.size === 0 && pairs.size > 0) {
    await requireAccount(session, state.accountId, true);
    if (isGet) throw new Error(`nothing of it is bound in ${name}: no key of keyIds on any of instanceIds.`);
    if (!(await isAnythingLeft(region, keyPairs, pairs, deadline))) {
      await requireRecordedAccount(session, state.accountId);
      return GONE;
    }
  }
  const power = { power: state.power ?? DEFAULT_POWER, restore: state.restore ?? [], how: {} };
  if (power.power !== "leave") {
    const { urn } = session.declarations.of(properties) ?? {};
    for (const text of warningsOfStopped(power, instances, [])) session.notices.warn(text, urn);
  }
  const inputs: AssociationInputs = {
    ...explain(state, live, keyPairs),
    region: name,
    ...settingsFrom(properties),
  };
  const details = {
    usernames: usernamesNow(state, live, keyPairs),
    requestIds: requestIdsOf(state),
    accountId: state.accountId ?? (live.size > 0 && !isGet ? await session.accountId() : undefined),
  };
  // The lists stay as they were declared: they say what to look for the next time. Only the inputs show the drift.
  const kept = { ...inputs, keyIds: state.keyIds, instanceIds: state.instanceIds };
  const leftOver = { ...leftOverOf(state), awaited: stillAwaited(state.awaited ?? [], live, region.clock.now()) };
  return { id, props: recorded(kept, live, details, leftOver), inputs: isGet ? kept : inputs };
}

/**
 * The pairs that are bound, and the instances on which a recorded one does not show. While a bind or unbind runs on one
 * of these, it is read again after that: what an interrupted run has begun must not be forgotten before it ends.
 */
async function readPairs(
  region: Region,
  pairs: Pairs,
  recordedOnes: Pairs,
  deadline: Deadline,
): Promise<{ keyPairs: ReadonlyMap<string, KeyPair>; live: Pairs; instances: Instance[] }> {
  const keyPairs = await within(region, deadline, "to read the key pairs", region.keyPairs(pairs.keyIds()));
  const live = pairs.filter(({ keyId, instanceId }) => keyPairs.get(keyId)?.instanceIds.has(instanceId) ?? false);
  const missing = recordedOnes.minus(live).instanceIds();
  if (missing.length === 0) return { keyPairs, live, instances: [] };
  const instances = [...(await firstLook(region, deadline, missing)).values()];
  const underWay = instances.filter(mayYetBind);
  if (underWay.length === 0) return { keyPairs, live, instances };
  await Promise.all(underWay.map((instance) => settle(region, instance, deadline)));
  return readPairs(region, pairs, recordedOnes, deadline);
}

/** Whom the keys are bound for, where a user was ever named: as the service tells, or else as recorded. */
function usernamesNow(
  { bindings, username }: ReturnType<typeof stateFrom>,
  live: Pairs,
  keyPairs: ReadonlyMap<string, KeyPair>,
): Map<string, string> {
  const usernames = usernamesOf(bindings);
  for (const { instanceId, keyId } of live) {
    const told = keyPairs.get(keyId)?.usernames.get(instanceId);
    if (told !== undefined && (username !== undefined || usernames.has(instanceId))) usernames.set(instanceId, told);
  }
  return usernames;
}

async function isAnythingLeft(
  region: Region,
  keyPairs: ReadonlyMap<string, KeyPair>,
  pairs: Pairs,
  deadline: Deadline,
): Promise<boolean> {
  if (keyPairs.size > 0 || pairs.size === 0) return true;
  return (await firstLook(region, deadline, pairs.instanceIds())).size > 0;
}

function requestIdsOf({ bindings }: ReturnType<typeof stateFrom>): Map<string, string> {
  return new Map(bindings.flatMap(({ instanceId, requestId }) => (requestId ? [[instanceId, requestId]] : [])));
}

import type { KeyPairView } from "../../lifecycle/cloud";
import type { Outcome } from "../../lifecycle/run";
import type { LoggedCall } from "../../lifecycle/writes";
import { faultsOfEvidence, struckCall } from "../evidence";
import type { CellResult } from "../runCell";
import type { Site } from "../site";
import { faultsOfTelling } from "../telling";
import { type KeyPairCell, prepareKeyPairs } from "./cells";
import type { KeyPairEnding } from "./rules";
import { RESOURCE } from "./scenarios";

const ERRORS: ReadonlySet<KeyPairEnding> = new Set<KeyPairEnding>(["refused", "left", "partial"]);

/** Runs one cell on a site of its own: prepare, command under the fault, heal, go on. Returns what was not as expected. */
export async function runKeyPairCell(site: Site, cell: KeyPairCell): Promise<CellResult> {
  const { scenario, boundary, fault } = cell;
  await prepareKeyPairs(site, scenario);
  const before = JSON.stringify(site.commands.entries());
  const pairsBefore = ids(await site.cloud.newKeyPairs());
  const { action, nth } = boundary;
  const call = fault.lasting === "once" ? nth : { from: nth };
  await site.cloud.fail(...fault.effects.map((effect) => ({ action, call, effect })));
  const beganMs = site.nowMs();
  const outcome = await site.run(scenario.command);
  const tookMs = site.nowMs() - beganMs;
  const calls = await site.cloud.calls();
  const pairs = ids(await site.cloud.newKeyPairs());
  const isUntouched = before === JSON.stringify(site.commands.entries()) && pairsBefore.join() === pairs.join();
  const faults = [
    ...(await faultsOfFault(site)),
    ...faultsOfEnding(cell, outcome, isUntouched),
    ...faultsOfPairs(cell, pairs, site),
    ...faultsOfWork(cell, calls),
    ...faultsOfWords(outcome, site),
    ...faultsOfEvidence({ boundary, fault, ending: cell.rule.ending }, { calls, tookMs }),
    ...faultsOfError(cell, outcome, calls, site),
    ...(await faultsOfSequel(site, cell, pairs)),
    ...site.takeDefects().map((defect) => `the local Lighthouse has a defect: ${String(defect)}`),
  ];
  return { faults, error: outcome.errors[RESOURCE], calls: calls.map(inShort), tookMs };
}

function ids(pairs: readonly KeyPairView[]): string[] {
  return pairs.map(({ keyId }) => keyId).sort();
}

/** A cell whose fault never struck shows nothing. */
async function faultsOfFault(site: Site): Promise<string[]> {
  const { faults } = await site.control.get<{ faults: { hits: number }[] }>("faults");
  return faults.some(({ hits }) => hits === 0) ? ["the fault never struck"] : [];
}

function faultsOfEnding({ rule: { ending } }: KeyPairCell, { errors }: Outcome, isUntouched: boolean): string[] {
  const error = errors[RESOURCE];
  if (!ERRORS.has(ending)) return error === undefined ? [] : [`it failed: ${error}`];
  if (error === undefined) return ["it was reported done"];
  if (ending === "refused") return isUntouched ? [] : ["something has changed, there or in state"];
  if (ending === "left")
    return /private key is lost|private key with it/.test(error) ? [] : ["the error names no pair"];
  return [];
}

/** What is recorded is there, and but for a pair that was left nothing else is. */
function faultsOfPairs({ scenario, rule: { ending } }: KeyPairCell, pairs: readonly string[], site: Site): string[] {
  const recorded = site.commands.entries().map(({ id }) => id);
  const missing = recorded.filter((id) => !pairs.includes(id)).map((id) => `${id} is in state and not there`);
  const orphans = pairs.filter((id) => !recorded.includes(id));
  const most = ending === "left" ? 1 : 0;
  const isDone = !ERRORS.has(ending);
  const expected = isDone ? Number(scenario.isThere) : recorded.length;
  return [
    ...missing,
    ...(orphans.length > most ? [`not in state: ${orphans.join(", ")}`] : []),
    ...(recorded.length === expected ? [] : [`${recorded.length} pairs in state, not ${expected}`]),
  ];
}

/** No pair is made twice: each that was made is recorded, deleted again, or left and named. */
function faultsOfWork({ rule: { ending } }: KeyPairCell, calls: readonly LoggedCall[]): string[] {
  const executed = (action: string): number => calls.filter((call) => call.action === action && call.executed).length;
  const most = ending === "made again" ? 2 : 1;
  const made = executed("ImportKeyPair") + executed("CreateKeyPair");
  const isOnce = executed("DeleteKeyPairs") <= 1;
  return [...(made <= most ? [] : [`${made} pairs were made`]), ...(isOnce ? [] : ["pairs were deleted twice"])];
}

function faultsOfError(
  { boundary, fault, rule: { names = [] } }: KeyPairCell,
  { errors }: Outcome,
  calls: readonly LoggedCall[],
  { secrets }: Site,
): string[] {
  const error = errors[RESOURCE];
  const struck = struckCall({ boundary, fault }, calls);
  return error === undefined || !struck ? [] : faultsOfTelling(error, { fault, names, struck, calls, secrets });
}

function faultsOfWords(outcome: Outcome, site: Site): string[] {
  const said = JSON.stringify(outcome);
  const kept = JSON.stringify(site.commands.entries());
  const isTold = site.secrets.some((secret) => said.includes(secret)) || /PRIVATE KEY|MII[A-Za-z0-9+/]{8}/.test(said);
  const isKept = site.secrets.some((secret) => kept.includes(secret));
  return [...(isTold ? ["a secret is told"] : []), ...(isKept ? ["a credential is recorded"] : [])];
}

/** Heals the world and goes on as a person would: all must come to be as declared, and in the end nothing must be left. */
async function faultsOfSequel(
  site: Site,
  { scenario, rule }: KeyPairCell,
  pairs: readonly string[],
): Promise<string[]> {
  await site.cloud.heal();
  const recorded = site.commands.entries().map(({ id }) => id);
  // What an error has named is looked at and deleted by the person who read it.
  const left = rule.ending === "left" ? pairs.filter((id) => !recorded.includes(id)) : [];
  for (const keyId of left) await site.cloud.removeKeyPair(keyId);
  const up = await site.run((all) => all.up(scenario.program));
  const [entry, ...others] = site.commands.entries();
  const there = await site.cloud.newKeyPairs();
  const isAlone = others.length === 0 && there.length === 1 && there[0]?.keyId === entry?.id;
  const again = await site.run((all) => all.preview(scenario.program));
  const destroyed = await site.run((all) => all.destroy());
  const rest = await site.cloud.newKeyPairs();
  return [
    ...Object.values(up.errors).map((error) => `the healthy up failed: ${error}`),
    ...(isAlone ? [] : [`after the healthy up there are ${ids(there).join(", ")}, in state is ${entry?.id}`]),
    ...(again.steps.join() === `same ${RESOURCE}` ? [] : [`a second up would ${again.steps.join(", ")}`]),
    ...Object.values(destroyed.errors).map((error) => `destroy failed: ${error}`),
    ...(rest.length === 0 ? [] : [`destroy left ${ids(rest).join(", ")}`]),
  ];
}

function inShort({ action, reply, executed }: LoggedCall): string {
  const fault = reply.fault === undefined ? "" : ` ${JSON.stringify(reply.fault)}`;
  return `${action}${reply.code ? ` ${reply.code}` : ""}${fault}${executed ? "" : " (not carried out)"}`;
}

import { API, WEB } from "../lifecycle/ids";
import type { Outcome } from "../lifecycle/run";
import type { Cell } from "./cells";
import { type Claimed, faultsOfEvidence, struckCall } from "./evidence";
import { faultsOfWork } from "./expectation";
import { doingOf } from "./rule";
import type { Scenario } from "./scenarios";
import { faultsOfSequel } from "./sequel";
import type { Site } from "./site";
import { pairsOf, type Tally, tally, without } from "./tally";
import { faultsOfTelling } from "./telling";
import { OPERATION_MS } from "./worldFaults";

/** How a cell went: what was found not to be as expected, and what helps to see why. */
export interface CellResult {
  faults: string[];
  error: string | undefined;
  calls: string[];
  /** How long the command took, in the time of the site. */
  tookMs: number;
}

/** How operations go where no fault says otherwise: soon. */
const PACE = { operationMs: OPERATION_MS };

/** What the LatestOperation fields of both instances show from the start: an older operation, which ended well. */
const LONG_AGO = { action: "AssociateInstancesKeyPairs", state: "SUCCESS" };

/** Runs one cell on a site of its own: prepare, command under the fault, heal, go on. Returns what was not as expected. */
export async function runCell(site: Site, cell: Cell): Promise<CellResult> {
  const { scenario } = cell;
  await prepare(site, scenario);
  const recordedBefore = JSON.stringify(site.commands.entries());
  await site.cloud.fail(...faultsOf(cell));
  const beganMs = site.nowMs();
  const outcome = await site.run(scenario.command);
  const tookMs = site.nowMs() - beganMs;
  const work = await tally(site.cloud);
  const faults = [
    ...(await faultsOfFault(site)),
    ...faultsOfEnding(cell, outcome, recordedBefore, site),
    ...faultsOfWork(cell, work),
    ...faultsOfRecord(cell, work, site),
    ...faultsOfWords(outcome, site),
    ...faultsOfEvidence(claimedBy(cell), { calls: work.calls, tookMs }),
    ...faultsOfError(cell, outcome, work, site),
    ...(await faultsOfSequel(site, cell, outcome)),
    ...site.takeDefects().map((defect) => `the local Lighthouse has a defect: ${String(defect)}`),
  ];
  return { faults, error: outcome.errors["team"], calls: work.calls.map(inShort), tookMs };
}

/** Makes the world of a scenario as it is before its command. */
export async function prepare(site: Site, scenario: Scenario): Promise<void> {
  await site.begin();
  await site.cloud.set(PACE);
  for (const instanceId of [WEB, API]) await site.cloud.patch(instanceId, { latestOperation: LONG_AGO });
  await scenario.prepare(site);
  await tally(site.cloud);
}

function faultsOf({ boundary, fault }: Cell): Parameters<Site["cloud"]["fail"]> {
  const { action, nth } = boundary;
  const call = fault.lasting === "once" ? nth : { from: nth };
  return fault.effects.map((effect) => ({
    action,
    call,
    effect,
    ...(fault.instanceId !== undefined && { instanceId: fault.instanceId }),
  }));
}

/** A cell whose fault never struck shows nothing. */
async function faultsOfFault(site: Site): Promise<string[]> {
  const { faults: set } = await site.control.get<{ faults: { hits: number; editError?: string }[] }>("faults");
  return set.flatMap(({ hits, editError }) => [
    ...(hits === 0 ? ["the fault never struck"] : []),
    ...(editError === undefined ? [] : [`the fault could not be made: ${editError}`]),
  ]);
}

function faultsOfEnding({ rule }: Cell, { errors }: Outcome, recordedBefore: string, site: Site): string[] {
  const error = errors["team"];
  const isError = rule.ending === "partial" || rule.ending === "refused";
  if (!isError) return error === undefined ? [] : [`it failed: ${error}`];
  if (error === undefined) return ["it was reported done"];
  const isAsBefore = JSON.stringify(site.commands.entries()) === recordedBefore;
  if (rule.ending === "refused") return isAsBefore ? [] : ["state has changed though nothing was"];
  return site.commands.entries().length > 0 ? [] : ["nothing is in state"];
}

/** Every pair of ours that is bound is in state; where all is done, nothing else is. */
function faultsOfRecord({ scenario, rule, fault }: Cell, { bindings }: Tally, site: Site): string[] {
  const { before, after, recorded: earlier = {} } = scenario;
  const ours = [before, after, earlier].flatMap(pairsOf);
  // Before a create nothing is ours, and what it has not touched is none of its business.
  const isNew = rule.ending === "refused" && scenario.name.startsWith("create");
  // What is isolated keeps its keys until it is recycled, and nobody can take them away: that is warned of.
  const isOver = (pair: string) => fault.loss === "isolated instance" && pair.endsWith(WEB);
  const live = isNew ? [] : pairsOf(bindings).filter((pair) => ours.includes(pair));
  const recorded = pairsOf(site.commands.recorded());
  const kept = live.filter((pair) => !isOver(pair));
  const lost = without(kept, recorded).map((pair) => `${pair} is bound and not in state`);
  const invented = without(recorded, ours).map((pair) => `${pair} is in state and was never asked for`);
  const isDone = rule.ending !== "partial" && rule.ending !== "refused";
  const untrue = isDone ? without(recorded, live).map((pair) => `${pair} is in state and not bound`) : [];
  return [...(isDone && scenario.name === "destroy" ? [] : lost), ...invented, ...untrue];
}

function faultsOfWords(outcome: Outcome, site: Site): string[] {
  const text = JSON.stringify([outcome, site.commands.entries()]);
  return site.secrets.some((secret) => text.includes(secret)) ? ["a secret is told or recorded"] : [];
}

/** What the log of calls must bear out. */
function claimedBy({ boundary, fault, rule, scenario }: Cell): Claimed {
  const does = doingOf(rule);
  const instanceIds = Object.keys({ ...scenario.before, ...scenario.after });
  const spared = does === "rest" ? [WEB] : does === "nothing" ? instanceIds : [];
  return { boundary, fault, ending: rule.ending, spared };
}

/** What an error is to tell; one of what was done in part names each instance that is not as it is to be. */
function faultsOfError(
  cell: Cell,
  { errors }: Outcome,
  { calls, bindings }: Tally,
  { secrets, commands }: Site,
): string[] {
  const { fault, rule, scenario } = cell;
  const error = errors["team"];
  const struck = struckCall(cell, calls);
  if (error === undefined || !struck) return [];
  const told = faultsOfTelling(error, { fault, names: rule.names ?? [], struck, calls, secrets });
  if (rule.ending !== "partial") return told;
  const [live, wanted] = [pairsOf(bindings), pairsOf(scenario.after)];
  const amiss = [...without(wanted, live), ...without(live, wanted)];
  const untold = [WEB, API].filter((id) => amiss.some((pair) => pair.endsWith(id)) && !error.includes(id));
  return [
    ...told,
    ...untold.map((id) => `${id} is not as it is to be, and the error does not name it`),
    ...(isAnythingRecorded(commands) ? [] : ["nothing is recorded, neither as bound nor as awaited"]),
  ];
}

/** Whether state holds what is bound, or may be, or what was asked for and has not been seen. */
function isAnythingRecorded(commands: Site["commands"]): boolean {
  const awaited = commands.entries().flatMap(({ outputs }) => (outputs["awaited"] ?? []) as object[]);
  return awaited.length + pairsOf(commands.recorded()).length > 0;
}

function inShort({ action, parameters, reply, executed }: Tally["calls"][number]): string {
  const ids = parameters["InstanceIds"];
  const onWeb = Array.isArray(ids) && ids.length === 1 ? (ids[0] === WEB ? " WEB" : " API") : "";
  const fault = reply.fault === undefined ? "" : ` ${JSON.stringify(reply.fault)}`;
  return `${action}${onWeb}${reply.code ? ` ${reply.code}` : ""}${fault}${executed ? "" : " (not carried out)"}`;
}

import type { Declaration } from "../lifecycle/declaration";
import { ALICE, API, BOB, CAROL, WEB } from "../lifecycle/ids";
import type { Outcome } from "../lifecycle/run";
import type { Cell } from "./cells";
import { down, faultsOfPowerLeft, isWarnedOf } from "./powerLeft";
import { team } from "./scenarios";
import type { Site } from "./site";
import { liveBindings, pairsOf, type Tally, tally, without } from "./tally";

/** Everything that a fault may have set, as it is where nothing is wrong. */
const WELL = {
  staleReads: 0,
  nullStateReads: 0,
  lateBindingReads: 0,
  operationRequestId: "reply",
  operationName: null,
  operationAfter: false,
  operationMs: 600,
  optionalFields: "present",
  bindingsWritten: "atSuccess",
};

/** Longer than anything that a fault leaves under way takes to end. */
const UNTIL_ALL_ENDS_MS = 20_000;

/** Heals the world and goes on as a person would: all must come to be as declared, and in the end nothing must be left. */
export async function faultsOfSequel(site: Site, cell: Cell, outcome: Outcome): Promise<string[]> {
  await heal(site, cell);
  const faults = await faultsOfPowerLeft(site, cell, outcome);
  const warnings: string[] = [];
  if (cell.sequel === "refresh, then up") {
    const refreshed = await site.run((all) => all.refresh());
    faults.push(...failed("refresh", refreshed));
    warnings.push(...refreshed.warnings);
  }
  const program = programAfter(cell);
  if (cell.sequel === "destroy, then up" || !program) faults.push(...(await faultsOfDestroy(site, cell, warnings)));
  if (program) faults.push(...(await faultsOfUp(site, cell, program)), ...(await faultsOfDestroy(site, cell, [])));
  return faults;
}

async function heal(site: Site, { fault }: Cell): Promise<void> {
  await site.cloud.heal();
  await site.cloud.set(WELL);
  await site.control.post("operations/finish");
  await site.pass(UNTIL_ALL_ENDS_MS);
  for (let read = 0; read < (fault.staleReads ?? 0); read++) await site.readKeyPairs([ALICE, BOB]);
  await tally(site.cloud);
}

/** What a person declares from then on: the same, but for what is not there any more. */
function programAfter({ scenario, boundary, fault }: Cell): Declaration | undefined {
  const { program } = scenario;
  if (!program || fault.loss === undefined) return program;
  const keyIds = program.inputs.keyIds ?? [];
  if (fault.loss !== "key pair") return team(keyIds, [API]);
  const left = without(keyIds, boundary.keyIds);
  return team(left.length > 0 ? left : [CAROL]);
}

/** One `up` must do exactly what is left to be done; a second one nothing. */
async function faultsOfUp(
  site: Site,
  { scenario, fault, rule, sequel }: Cell,
  program: Declaration,
): Promise<string[]> {
  const { keyIds = [], instanceIds = [] } = program.inputs;
  const wanted = pairsOf(Object.fromEntries(instanceIds.map((instanceId) => [instanceId, keyIds])));
  const isOutOfReach = (pair: string): boolean => fault.loss === "isolated instance" && pair.endsWith(WEB);
  const recorded = pairsOf(site.commands.recorded());
  const live = pairsOf(await liveBindings(site.control));
  const outcome = await site.run((all) => all.up(program));
  const work = await tally(site.cloud);
  const toUnbind = without(live, wanted).filter((pair) => recorded.includes(pair) && !isOutOfReach(pair));
  const isDone = rule.ending !== "partial" && rule.ending !== "refused" && fault.loss === undefined;
  const isWhole = without(wanted, pairsOf(scenario.after)).length === 0;
  const isSame = isDone && sequel !== "destroy, then up" && isWhole;
  return [
    ...failed("the healthy up", outcome),
    ...(isSame && outcome.steps[0] !== "same team"
      ? [`the healthy up finds something to do: ${outcome.steps[0]}`]
      : []),
    ...differs("the healthy up bound", work.bound, without(wanted, live)),
    ...differs("the healthy up unbound", work.unbound, toUnbind),
    ...faultsOfShutdowns(work),
    ...differs("bound in the end:", present(work, isOutOfReach), wanted),
    ...differs("in state in the end:", pairsOf(site.commands.recorded()), wanted),
    ...(await down(site, instanceIds)).map((id) => `${id} is left down`),
    ...faultsOfPreview(await site.run((all) => all.preview(program))),
  ];
}

/** A destroy must leave nothing of what is recorded, neither bound nor in state. */
async function faultsOfDestroy(site: Site, { fault }: Cell, warnings: readonly string[]): Promise<string[]> {
  const recorded = pairsOf(site.commands.recorded());
  const outcome = await site.run((all) => all.destroy());
  const work = await tally(site.cloud);
  const left = present(
    work,
    (pair) => !recorded.includes(pair) || (fault.loss === "isolated instance" && pair.endsWith(WEB)),
  );
  return [
    ...failed("destroy", outcome),
    ...left.map((pair) => `destroy left ${pair}`),
    ...(site.commands.entries().length > 0 ? ["destroy left something in state"] : []),
    ...(work.bound.length > 0 ? [`destroy bound ${work.bound.join(", ")}`] : []),
    ...faultsOfShutdowns(work),
    ...(await down(site)).flatMap((id) =>
      isWarnedOf(id, [...warnings, ...outcome.warnings]) ? [] : [`destroy left ${id} down`],
    ),
  ];
}

function present({ bindings }: Tally, isExcepted: (pair: string) => boolean): string[] {
  return pairsOf(bindings).filter((pair) => !isExcepted(pair));
}

/** An instance goes down once at most, and only where a key of it changes. */
function faultsOfShutdowns({ bound, unbound, shutdowns }: Tally): string[] {
  return Object.entries(shutdowns).flatMap(([instanceId, times]) => {
    const isChanged = [...bound, ...unbound].some((pair) => pair.endsWith(instanceId));
    return times <= (isChanged ? 1 : 0) ? [] : [`afterwards ${instanceId} was shut down ${times} times`];
  });
}

function faultsOfPreview({ steps, errors }: Outcome): string[] {
  const isQuiet = steps.join() === "same team" && Object.keys(errors).length === 0;
  return isQuiet ? [] : [`a second up would ${steps.join(", ")} ${JSON.stringify(errors)}`];
}

function failed(what: string, { errors }: Outcome): string[] {
  return Object.values(errors).map((error) => `${what} failed: ${error}`);
}

function differs(what: string, seen: readonly string[], expected: readonly string[]): string[] {
  const one = [...seen].sort().join(", ");
  const other = [...expected].sort().join(", ");
  return one === other ? [] : [`${what} [${one}] and not [${other}]`];
}

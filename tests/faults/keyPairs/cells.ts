import { type Boundary, boundariesAmong } from "../boundaries";
import { codeFaults } from "../codeFaults";
import type { Fault } from "../fault";
import type { Site } from "../site";
import { wireFaults } from "../wireFaults";
import { type KeyPairRule, keyPairRuleFor } from "./rules";
import { KEY_PAIR_SCENARIOS, type KeyPairScenario } from "./scenarios";

/** One fault at one call of one scenario, with what is expected of it. */
export interface KeyPairCell {
  name: string;
  scenario: KeyPairScenario;
  boundary: Boundary;
  fault: Fault;
  rule: KeyPairRule;
}

/** Where every code and every way of losing an answer is tried; elsewhere one of each kind is, unless all are asked for. */
const EACH: readonly string[] = ["key import import", "key create create", "key destroy delete"];

/** The pace at which operations go, of which there are none here. */
const PACE = { operationMs: 600 };

/** Each call that a scenario makes where nothing is wrong, with each fault that there is for it. */
export async function keyPairCells(site: Site, isEvery: boolean): Promise<KeyPairCell[]> {
  const cells: KeyPairCell[] = [];
  for (const scenario of KEY_PAIR_SCENARIOS) {
    await prepareKeyPairs(site, scenario);
    const { errors } = await site.run(scenario.command);
    if (Object.keys(errors).length > 0) throw new Error(`${scenario.name} does not go well: ${JSON.stringify(errors)}`);
    const boundaries = boundariesAmong(await site.cloud.calls());
    cells.push(...boundaries.flatMap((boundary) => cellsAt(scenario, boundary, isEvery)));
  }
  return cells;
}

/** Makes the world of a scenario as it is before its command. */
export async function prepareKeyPairs(site: Site, scenario: KeyPairScenario): Promise<void> {
  await site.begin();
  await site.cloud.set(PACE);
  await scenario.prepare(site);
  await site.cloud.happened();
}

/** Throws where a fault has no rule: nothing may be left without an expectation. */
function cellsAt(scenario: KeyPairScenario, boundary: Boundary, isEvery: boolean): KeyPairCell[] {
  const { action, nth, place } = boundary;
  const isEach = isEvery || EACH.includes(`${scenario.name} ${place}`);
  return [...codeFaults(boundary, isEach), ...wireFaults(boundary, isEach)].map((fault) => {
    const { kind, lasting } = fault;
    const name = `${scenario.name} / ${action} ${nth} (${place}) / ${kind}: ${fault.name} ${lasting}`;
    const rule = keyPairRuleFor({ kind, lasting, place, scenario: scenario.name });
    if (!rule) throw new Error(`no rule for ${name}`);
    return { name, scenario, boundary, fault, rule };
  });
}

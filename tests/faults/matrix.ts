import { boundariesAmong } from "./boundaries";
import { type Cell, cellsOf } from "./cells";
import { plannedWork } from "./expectation";
import { prepare } from "./runCell";
import { SCENARIOS, type Scenario } from "./scenarios";
import type { Site } from "./site";
import { tally } from "./tally";

/**
 * The whole matrix: each scenario is run once with nothing wrong, and each of the calls that it made then meets each
 * fault that there is for it. `isEvery`: every one at each of them, where else a sample stands for those that are alike.
 * Throws where a scenario does not go well even so.
 */
export async function matrix(site: Site, isEvery: boolean): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const scenario of SCENARIOS) cells.push(...(await cellsOfScenario(site, scenario, isEvery)));
  return cells;
}

async function cellsOfScenario(site: Site, scenario: Scenario, isEvery: boolean): Promise<Cell[]> {
  await prepare(site, scenario);
  const { errors } = await site.run(scenario.command);
  const { calls, bound, unbound } = await tally(site.cloud);
  const planned = plannedWork({ scenario });
  if (
    Object.keys(errors).length > 0 ||
    bound.join() !== planned.bound.join() ||
    unbound.join() !== planned.unbound.join()
  ) {
    throw new Error(
      `${scenario.name} does not go well where nothing is wrong: ${JSON.stringify({ errors, bound, unbound })}`,
    );
  }
  return cellsOf(scenario, boundariesAmong(calls), isEvery);
}

import type { Cell } from "./cells";
import { matrix } from "./matrix";
import type { Rule } from "./rule";
import { type CellResult, runCell } from "./runCell";
import { Site } from "./site";

/** What one process tells of one cell. */
export interface ToldCell extends CellResult {
  name: string;
  ending: Rule["ending"];
  sequel: Cell["sequel"];
  /** Its rule's place in the table. */
  rule: number;
}

/** Which cells a process runs: those whose name holds a text, and of these every so many, beginning with one. */
export interface Share {
  only: string;
  first: number;
  step: number;
}

/** How many cells one process runs at a time, so that the wait for an answer that never comes holds up nobody else. */
const AT_A_TIME = 6;

/** Runs a share of the matrix and tells of each cell when it has been run. */
export async function runPart(share: Share, rules: readonly Rule[], tell: (cell: ToldCell) => void): Promise<void> {
  const sites = await Promise.all(Array.from({ length: AT_A_TIME }, () => opened()));
  const [first] = sites;
  if (!first) throw new Error("a part has at least one site");
  const all = (await matrix(first)).filter(({ name }) => name.includes(share.only));
  const mine = all.filter((_, index) => index % share.step === share.first);
  await Promise.all(
    sites.map(async (site) => {
      for (let cell = mine.shift(); cell; cell = mine.shift()) tell(await told(site, cell, rules));
    }),
  );
  await Promise.all(sites.map((site) => site.close()));
}

async function opened(): Promise<Site> {
  const site = new Site();
  await site.open();
  return site;
}

async function told(site: Site, cell: Cell, rules: readonly Rule[]): Promise<ToldCell> {
  const { name, sequel, rule } = cell;
  return { name, sequel, ending: rule.ending, rule: rules.indexOf(rule), ...(await withoutThrowing(site, cell)) };
}

async function withoutThrowing(site: Site, cell: Cell): Promise<CellResult> {
  try {
    return await runCell(site, cell);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { faults: [`it threw: ${text}`], error: undefined, calls: [], tookMs: 0 };
  }
}

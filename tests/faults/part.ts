import type { Cell } from "./cells";
import { keyPairCells } from "./keyPairs/cells";
import { KEY_PAIR_RULES } from "./keyPairs/rules";
import { runKeyPairCell } from "./keyPairs/runCell";
import { matrix } from "./matrix";
import type { Rule } from "./rule";
import { type CellResult, runCell } from "./runCell";
import { Site } from "./site";

/** What one process tells of one cell. */
export interface ToldCell extends CellResult {
  name: string;
  /** The action that the fault is put on, and the name of the fault. */
  action: string;
  fault: string;
  ending: string;
  /** How the person who ran the command goes on. */
  sequel: string;
  /** Its rule's place in the table, those of key pairs after all others. */
  rule: number;
}

/** One cell of either table, and how it is run. */
interface Job extends Pick<ToldCell, "name" | "action" | "fault" | "ending" | "sequel" | "rule"> {
  run: (site: Site) => Promise<CellResult>;
}

/** Which cells a process runs: those whose name holds a text, and of these every so many, beginning with one. */
export interface Share {
  only: string;
  /** Whether every code is tried at each call. */
  isEvery: boolean;
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
  const all = (await jobs(first, share.isEvery, rules)).filter(({ name }) => name.includes(share.only));
  const mine = all.filter((_, index) => index % share.step === share.first);
  await Promise.all(
    sites.map(async (site) => {
      for (let cell = mine.shift(); cell; cell = mine.shift()) tell(await told(site, cell));
    }),
  );
  await Promise.all(sites.map((site) => site.close()));
}

async function opened(): Promise<Site> {
  const site = new Site();
  await site.open();
  return site;
}

async function jobs(site: Site, isEvery: boolean, rules: readonly Rule[]): Promise<Job[]> {
  const ofBindings = (await matrix(site, isEvery)).map((cell): Job => {
    const { name, sequel, rule } = cell;
    const place = rules.indexOf(rule);
    return { name, ...hitBy(cell), sequel, ending: rule.ending, rule: place, run: (on) => runCell(on, cell) };
  });
  const ofKeyPairs = (await keyPairCells(site, isEvery)).map((cell): Job => {
    const { name, rule } = cell;
    const place = rules.length + KEY_PAIR_RULES.indexOf(rule);
    const run = (on: Site): Promise<CellResult> => runKeyPairCell(on, cell);
    return { name, ...hitBy(cell), sequel: "up", ending: rule.ending, rule: place, run };
  });
  return [...ofBindings, ...ofKeyPairs];
}

function hitBy({ boundary, fault }: Pick<Cell, "boundary" | "fault">): Pick<Job, "action" | "fault"> {
  return { action: boundary.action, fault: fault.name };
}

async function told(site: Site, { run, ...job }: Job): Promise<ToldCell> {
  return { ...job, ...(await withoutThrowing(site, run)) };
}

async function withoutThrowing(site: Site, run: Job["run"]): Promise<CellResult> {
  try {
    return await run(site);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { faults: [`it threw: ${text}`], error: undefined, calls: [], tookMs: 0 };
  }
}

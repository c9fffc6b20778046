import type { Page } from "./listings.js";

/** How often a list is read from the start because it changed while it was read. */
const MAX_PASSES = 5;

/** Thrown where a list never stood still for as long as it takes to read it. */
export class ListKeepsChanging extends Error {
  override readonly name = "ListKeepsChanging";
}

/**
 * All rows of a list that comes in pages, each once. What is created or deleted meanwhile moves the rows across the
 * pages' bounds, so that one would be seen twice and another never: then the list is read again. Each page begins with
 * the last row of the one before, by which such a move shows.
 */
export async function everyRow<Row>(
  pageFrom: (offset: number) => Promise<Page<Row>>,
  idOf: (row: Row) => string,
): Promise<Row[]> {
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const rows = await readThrough(pageFrom, idOf);
    if (rows) return rows;
  }
  throw new ListKeepsChanging(`the list changed each of the ${MAX_PASSES} times that it was read; run again.`);
}

/** Undefined where the list changed between its pages. */
async function readThrough<Row>(
  pageFrom: (offset: number) => Promise<Page<Row>>,
  idOf: (row: Row) => string,
): Promise<Row[] | undefined> {
  const { rows, total } = await pageFrom(0);
  while (rows.length < total) {
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    const page = await pageFrom(rows.length - 1);
    const [again, ...more] = page.rows;
    const isSameList = page.total === total && again !== undefined && idOf(again) === idOf(last);
    if (!isSameList || more.length === 0) return undefined;
    rows.push(...more);
  }
  return new Set(rows.map(idOf)).size === total ? rows : undefined;
}

import type { Page } from "./listings.js";

/** How often a list is read from the start because it changed while it was read. */
const MAX_PASSES = 5;

/** Thrown where a list never stood still for as long as it takes to read it. */
export class ListKeepsChanging extends Error {
  override readonly name = "ListKeepsChanging";
}

/**
 * All rows of a list that comes in pages, each once. What is created or deleted meanwhile moves the rows across the
 * pages' bounds, so that one would be seen twice and another never: then the list is read again.
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
  const byId = new Map<string, Row>();
  const first = await pageFrom(0);
  for (let page = first, read = 0; ; page = await pageFrom(read)) {
    if (page.total !== first.total) return undefined;
    for (const row of page.rows) byId.set(idOf(row), row);
    read += page.rows.length;
    if (read >= page.total || page.rows.length === 0) break;
  }
  return byId.size === first.total ? [...byId.values()] : undefined;
}

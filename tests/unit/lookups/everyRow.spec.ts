import assert from "node:assert/strict";
import { everyRow, ListKeepsChanging } from "../../../provider/lookups/everyRow.js";
import type { Page } from "../../../provider/lookups/listings.js";

const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => String(from + index));

/** A list whose content may be another at each page that is read, and the offsets that were asked for. */
function list(contentAt: (page: number) => string[], pageSize = 100) {
  const offsets: number[] = [];
  const pageFrom = async (offset: number): Promise<Page<string>> => {
    const content = contentAt(offsets.push(offset) - 1);
    return { rows: content.slice(offset, offset + pageSize), total: content.length };
  };
  return { offsets, read: () => everyRow(pageFrom, (row) => row) };
}

describe("a list that comes in pages", () => {
  it("is read to its end, page by page", async () => {
    const { offsets, read } = list(() => numbers(0, 250));

    assert.deepEqual(await read(), numbers(0, 250));
    assert.deepEqual(offsets, [0, 99, 198]);
  });

  it("takes one call where it is empty or fills one page", async () => {
    const empty = list(() => []);
    assert.deepEqual(await empty.read(), []);
    assert.deepEqual(empty.offsets, [0]);

    const full = list(() => numbers(0, 100));
    assert.equal((await full.read()).length, 100);
    assert.deepEqual(full.offsets, [0]);
  });

  it("goes on from what came, where the pages are shorter than asked for", async () => {
    const { offsets, read } = list(() => numbers(0, 45), 20);

    assert.deepEqual(await read(), numbers(0, 45));
    assert.deepEqual(offsets, [0, 19, 38]);
  });

  it("is read again where something was created between its pages", async () => {
    const { offsets, read } = list((page) => (page === 0 ? numbers(1, 151) : numbers(0, 151)));

    assert.deepEqual(await read(), numbers(0, 151));
    assert.deepEqual(offsets, [0, 99, 0, 99]);
  });

  it("is read again where one was deleted and one created, wherever they stand, so that the count is the same", async () => {
    const newestFirst = list((page) => (page === 0 ? numbers(1, 151) : ["new", ...numbers(1, 150)]));
    assert.deepEqual(await newestFirst.read(), ["new", ...numbers(1, 150)]);

    const newestLast = list((page) => numbers(Math.min(page, 1), Math.min(page, 1) + 150));
    assert.deepEqual(await newestLast.read(), numbers(1, 151));
  });

  it("is read again where its pages end before its count says so", async () => {
    const pages: Page<string>[] = [
      { rows: ["a"], total: 2 },
      { rows: [], total: 2 },
      { rows: ["a"], total: 2 },
      { rows: ["a"], total: 2 },
      { rows: [], total: 1 },
      { rows: ["a", "b"], total: 2 },
    ];
    const read = everyRow(
      async () => pages.shift() ?? { rows: [], total: 0 },
      (row) => row,
    );

    assert.deepEqual(await read, ["a", "b"]);
  });

  it("is given up where it never stands still, and nothing less than all is answered", async () => {
    const { offsets, read } = list((page) => numbers(page, page + 150));

    await assert.rejects(read(), ListKeepsChanging);
    assert.equal(offsets.length, 10);
  });
});

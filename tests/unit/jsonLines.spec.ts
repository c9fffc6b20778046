import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JsonLines } from "../../provider/jsonLines.js";

describe("a file of lines of JSON", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lines-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells each value once and whole, and what is no JSON not at all", () => {
    const file = join(folder, "lines");
    const lines = new JsonLines(file);
    assert.throws(() => lines.news(), { code: "ENOENT" });
    appendFileSync(file, '{"a":1}\n{"b"');
    assert.deepEqual(lines.news(), [{ a: 1 }]);
    assert.deepEqual(lines.news(), []);
    appendFileSync(file, ':2}\n{\n"three"\n');
    assert.deepEqual(lines.news(), [{ b: 2 }, "three"]);
  });
});

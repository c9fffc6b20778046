import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coverageText } from "../coverageText";

describe("COVERAGE.md", () => {
  it("is as the definitions have it (npm run lighthouse:coverage writes it)", () => {
    assert.equal(readFileSync(join(__dirname, "..", "COVERAGE.md"), "utf8"), coverageText());
  });
});

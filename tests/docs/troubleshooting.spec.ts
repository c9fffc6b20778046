import assert from "node:assert/strict";
import { adviceOn, listedCodes } from "../../provider/errorTable.js";
import { sectionsOf } from "./markdown";
import { pageText } from "./pages";
import { TROUBLESHOOTING, troubleshootingPage } from "./troubleshooting";

describe("the page on errors", () => {
  it("is what npm run docs:errors would write now", () => {
    assert.equal(pageText(TROUBLESHOOTING), troubleshootingPage());
  });

  it("has each code that the provider knows, with the advice that its errors give", () => {
    const rows = sectionsOf(pageText(TROUBLESHOOTING)).flatMap(({ tables }) =>
      tables.flatMap((table) => table.slice(1)),
    );
    const advice = rows.map(({ code, cells }) => [code[0], cells.at(-1)]);
    assert.deepEqual(
      advice,
      listedCodes()
        .sort()
        .map((code) => [code, adviceOn(code, "ap-guangzhou") ?? ""]),
    );
  });

  it("quotes errors without a code as they are, with what to look at", () => {
    assert.match(troubleshootingPage(), /> DescribeKeyPairs did not reach Lighthouse: .*Check the network/);
    assert.match(troubleshootingPage(), /> DescribeKeyPairs was answered with HTTP status 502/);
  });
});

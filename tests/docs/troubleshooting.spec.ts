import assert from "node:assert/strict";
import { adviceOn, listedCodes } from "../../provider/errorTable.js";
import { pageText } from "./pages";
import { TROUBLESHOOTING, troubleshootingPage } from "./troubleshooting";

describe("the page on errors", () => {
  it("is what npm run docs:errors would write now", () => {
    assert.equal(pageText(TROUBLESHOOTING), troubleshootingPage());
  });

  it("has each code that the provider knows, with the advice that its errors give", () => {
    const rows = pageText(TROUBLESHOOTING)
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    assert.equal(rows.length, listedCodes().length);
    for (const code of listedCodes()) {
      const row = rows.find((line) => line.startsWith(`| \`${code}\``));
      assert.ok(row?.endsWith(`| ${adviceOn(code, "ap-guangzhou") ?? ""} |`), code);
    }
  });

  it("quotes errors without a code as they are, with what to look at", () => {
    assert.match(troubleshootingPage(), /> DescribeKeyPairs did not reach Lighthouse: .*Check the network/);
    assert.match(troubleshootingPage(), /> DescribeKeyPairs was answered with HTTP status 502/);
  });
});

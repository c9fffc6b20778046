import assert from "node:assert/strict";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { report } from "./command";
import { DRAWN_PREVIEW } from "./drawnPreviews";

const RUNS = { numRuns: 150 };

/** Characters that may not reach a screen or a file: controls, half characters, marks that turn a text around. */
const UNSAFE = /[\p{Cs}\u202A-\u202E\u2066-\u2069]|(?!\n)\p{Cc}/u;

/** The tags of a comment: those of its own table, folds and code. */
const OWN_TAGS =
  /^<\/?(h3|p|table|thead|tbody|tr|th|td|pre|code|details|summary|ul|li|strong)( class="language-mermaid")?>$/;

describe("the report on any preview", function () {
  this.timeout(240_000);

  it("is a comment that a code host takes: below 65,536 characters, at most 500 edges", async () => {
    await fc.assert(
      fc.asyncProperty(DRAWN_PREVIEW, async (preview) => {
        const { code, printed } = await report(preview, ["--markdown", "-"]);

        assert.equal(code, 0);
        assert.ok(printed.length < 65_536, `${printed.length} characters`);
        assert.ok((printed.match(/^ {2}k\d+ (?:---|==>|-\.->)/gm) ?? []).length <= 500);
      }),
      RUNS,
    );
  });

  it("is a comment in which no text of somebody else's becomes HTML, Markdown or a control", async () => {
    await fc.assert(
      fc.asyncProperty(DRAWN_PREVIEW, async (preview) => {
        const { printed } = await report(preview, ["--markdown", "-"]);

        assert.doesNotMatch(printed, UNSAFE);
        const html = micromark(printed, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
        const tags = html.replace("<!-- lighthouse-report -->", "").match(/<[^>]*>/g) ?? [];
        assert.deepEqual(
          tags.filter((tag) => !OWN_TAGS.test(tag)),
          [],
        );
      }),
      RUNS,
    );
  });

  it("is a page and a table without controls, and a page with no tag but its own", async () => {
    await fc.assert(
      fc.asyncProperty(DRAWN_PREVIEW, async (preview) => {
        const { printed, written } = await report(preview, ["--html", "page"]);

        assert.doesNotMatch(printed, UNSAFE);
        const page = written.page ?? "";
        assert.doesNotMatch(page, UNSAFE);
        assert.doesNotMatch(page.slice(page.indexOf("<body>")), /<(?:script|img|a|link|iframe|style)\b|\son\w+=/);
      }),
      RUNS,
    );
  });
});

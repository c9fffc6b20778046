import assert from "node:assert/strict";
import { brokenLinks } from "./brokenLinks";
import { pagePaths, pageText, ROOT } from "./pages";

const REPOSITORY = { root: ROOT, read: pageText };

describe("links of the documents", () => {
  it("lead to files and headings that exist", () => {
    const paths = pagePaths();
    assert.ok(paths.includes("README.md") && paths.includes("tests/lighthouse/README.md"));
    const broken = paths.flatMap((path) => brokenLinks({ path, text: pageText(path) }, REPOSITORY));
    assert.deepEqual(broken, []);
  });

  it("lead to every guide from the index", () => {
    const index = pageText("docs/README.md");
    const guides = pagePaths().filter((path) => path.startsWith("docs/guides/"));
    assert.deepEqual(
      guides.filter((path) => !index.includes(`](${path.replace("docs/", "")})`)),
      [],
    );
  });
});

describe("the search for broken links", () => {
  const found = (text: string, path = "docs/page.md") => brokenLinks({ path, text }, REPOSITORY);

  it("finds a file that is not there, also in a definition, an image and a table", () => {
    assert.deepEqual(found("[a](nowhere.md) ![b](gone.png) [c][d]\n\n| [e](not.md) |\n| --- |\n\n[d]: lost.md"), [
      "docs/page.md: nowhere.md leads to no file",
      "docs/page.md: gone.png leads to no file",
      "docs/page.md: not.md leads to no file",
      "docs/page.md: lost.md leads to no file",
    ]);
  });

  it("finds a heading that is not there, on another page and on the same", () => {
    assert.deepEqual(found("# Here\n\n[a](#there) [b](../CONTRIBUTING.md#no-such-heading)"), [
      "docs/page.md: #there leads to no heading",
      "docs/page.md: ../CONTRIBUTING.md#no-such-heading leads to no heading",
    ]);
  });

  it("finds what leaves the repository", () => {
    assert.deepEqual(found("[a](../../elsewhere.md)"), ["docs/page.md: ../../elsewhere.md leaves the repository"]);
  });

  it("takes headings as GitHub does: markup and signs go, a repeated one is numbered", () => {
    const text = "# `pulumi up`, twice!\n\n# Same\n\n# Same\n\n## 先试一试\n\n";
    assert.deepEqual(found(`${text}[a](#pulumi-up-twice) [b](#same) [c](#same-1) [d](#先试一试)`), []);
  });

  it("leaves alone what is code and what is outside", () => {
    assert.deepEqual(found("`[a](nowhere.md)` [b](https://example.org/nowhere.md)\n\n```\n[c](gone.md)\n```"), []);
  });

  it("lets folders and files through", () => {
    assert.deepEqual(found("[a](decisions) [b](../LICENSE) [c](../CONTRIBUTING.md#the-map)"), []);
  });
});

import assert from "node:assert/strict";
import { outlineOf } from "./outline";
import { pageText } from "./pages";

describe("README.zh-CN.md", () => {
  it("has the headings, blocks of code, tables, lists, names and links of README.md", () => {
    assert.deepEqual(outlineOf(pageText("README.zh-CN.md")), outlineOf(pageText("README.md")));
  });

  it("is in Chinese where README.md is in English: no paragraph is left untranslated", () => {
    const paragraphs = pageText("README.zh-CN.md")
      .replace(/^```[\s\S]*?^```$/gm, "")
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.length > 80);
    assert.ok(paragraphs.length > 10);
    assert.deepEqual(
      paragraphs.filter((paragraph) => !/\p{Script=Han}/u.test(paragraph)),
      [],
    );
  });

  it("and README.md lead to each other", () => {
    assert.match(pageText("README.md"), /\]\(README\.zh-CN\.md\)/);
    assert.match(pageText("README.zh-CN.md"), /\]\(README\.md\)/);
  });
});

describe("the comparison of a page with its translation", () => {
  const PAGE = `# Use

Run \`pulumi up\`, see [more](docs/more.md).

\`\`\`sh
pulumi up
\`\`\`

| what | where |
| --- | --- |
| \`a\` | here |
`;

  it("takes no notice of words", () => {
    const translated = PAGE.replace("Use", "用").replace("Run", "运行").replace("here", "此处").replace("see", "见");
    assert.deepEqual(outlineOf(translated), outlineOf(PAGE));
  });

  for (const [what, text, other] of [
    ["the level of a heading", "# Use", "## Use"],
    ["a heading less", "# Use\n", ""],
    ["the content of a block", "\npulumi up\n", "\npulumi preview\n"],
    ["the language of a block", "```sh", "```ts"],
    ["a name in the text", "`pulumi up`", "`pulumi refresh`"],
    ["a name in a table", "`a`", "`b`"],
    ["a row of a table less", "| `a` | here |\n", ""],
    ["a column of a table more", "| what | where |\n| --- | --- |", "| what | where | |\n| --- | --- | --- |"],
    ["where a link leads", "docs/more.md", "docs/less.md"],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.notDeepEqual(outlineOf(PAGE.replace(text, other)), outlineOf(PAGE));
    });
  }
});

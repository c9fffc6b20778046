import assert from "node:assert/strict";
import { pagePaths, pageText } from "./pages";
import { problemsWithTypes, samplesOf } from "./programs";

const PAGES = /^(README\.md|README\.zh-CN\.md|docs\/guides\/.*)$/;

describe("programs in the README and the guides", function () {
  this.timeout(120_000);

  it("have the types of the package", () => {
    const pages = pagePaths().filter((path) => PAGES.test(path));
    const samples = pages.flatMap((path) => samplesOf(path, pageText(path)));
    assert.ok(samples.length > 8, "there are samples");
    assert.deepEqual(problemsWithTypes(samples), []);
  });

  it("would be found with a wrong name, a wrong type and a missing argument", () => {
    const page = `
\`\`\`ts
import { KeyPairAssociations } from "pulumi-tencentcloud-lighthouse";
\`\`\`

\`\`\`ts
new KeyPairAssociation("web", { keyIds: 1, instanceIds: ourInstances });
\`\`\`

\`\`\`ts
new KeyPairAssociation("web", { keyIds: ourKeys });
\`\`\`

\`\`\`js
not(looked, at
\`\`\`
`;
    const problems = problemsWithTypes(samplesOf("page.md", page));
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ["page.md, program 1", "page.md, program 2", "page.md, program 3"],
    );
  });
});

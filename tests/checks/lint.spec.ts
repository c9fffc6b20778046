import assert from "node:assert/strict";
import { type Run, TreeCopy } from "../tooling/treeCopy";

const PLANTED = `import { readFile } from "node:fs/promises";

/** A union, one case of which is forgotten. */
export function nameOf(state: "on" | "off"): string {
  switch (state) {
    case "on":
      return "on";
  }
  return "";
}

/** Each line breaks one rule. */
export async function planted(): Promise<unknown> {
  readFile("never-awaited");
  const region = process.env["TENCENTCLOUD_REGION"];
  setTimeout(() => region, Date.now());
  console.log(Math.random());
  const parsed = JSON.parse("{}");
  [1].forEach(async () => parsed);
  return parsed;
}

export const undocumented = (text: any) => text;
`;

describe("npm run verify -- lint", function () {
  this.timeout(180_000);
  let tree: TreeCopy;
  let run: Run;

  before(() => {
    tree = new TreeCopy();
    tree.write("provider/planted.ts", PLANTED);
    tree.write("provider/not_camel.ts", "/** Named otherwise. */\nexport const one = 1;\n");
    tree.write("provider/long.ts", `/** Long. */\nexport const long = [\n${"  1,\n".repeat(260)}];\n`);
    tree.write("provider/all.ts", 'export * from "./planted";\n');
    // Here, and only here, each of these is allowed.
    tree.write("provider/clock.ts", "/** Now. */\nexport const now = (): number => Date.now();\n");
    tree.write("provider/notices.ts", "/** Tells. */\nexport const tell = (): void => console.log(1);\n");
    tree.write("provider/configuration.ts", '/** Reads. */\nexport const home = process.env["HOME"];\n');
    run = tree.verify("lint");
  });

  after(() => tree.remove());

  it("is not good", () => {
    assert.equal(run.exitCode, 1);
  });

  for (const [fault, position, rule] of [
    ["a promise that nobody waits for", "14:3", "types/no-floating-promises"],
    ["an asynchronous function where nobody looks at its promise", "19:15", "types/no-misused-promises"],
    ["a switch that forgets a case", "5:11", "types/switch-exhaustiveness-check"],
    ["an any that spreads", "19:27", "types/no-unsafe-return"],
    ["the environment read outside the configuration", "15:18", "own/no-environment"],
    ["a timer outside the clock", "16:3", "own/no-real-time"],
    ["the time outside the clock", "16:28", "own/no-real-time"],
    ["chance outside the clock", "17:15", "own/no-real-chance"],
    ["the console outside the notices", "17:3", "own/no-console"],
    ["an exported name without a doc comment", "23:1", "own/documented-exports"],
  ] as const) {
    it(`finds ${fault}`, () => {
      assert.match(run.output, new RegExp(`^ +${position} +error .* ${rule}$`, "m"));
    });
  }

  for (const [fault, position, rule] of [
    ["an any", "planted.ts:23:36", "suspicious/noExplicitAny"],
    ["a file name that is not camelCase", "not_camel.ts", "style/useFilenamingConvention"],
    ["a file that is too long", "long.ts", "style/noExcessiveLinesPerFile"],
    ["an export of everything", "all.ts:1:8", "performance/noReExportAll"],
  ] as const) {
    it(`finds ${fault}`, () => {
      assert.match(run.output, new RegExp(`^provider/${position}\\S* lint/${rule}`, "m"));
    });
  }

  it("says why the environment is read in one place", () => {
    assert.match(run.output, /there each name has its place in the order of sources/);
  });

  it("lets the clock, the notices and the configuration do what only they may", () => {
    assert.doesNotMatch(run.output, /^\S*provider\/(clock|notices|configuration)\.ts/m);
  });
});

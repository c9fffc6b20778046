import assert from "node:assert/strict";
import { commandsOf, kindOf, partsOf, scriptsToldBy } from "./commands";
import { pagePaths, pageText } from "./pages";

const { scripts }: { scripts: Record<string, string> } = JSON.parse(pageText("package.json"));
const SCRIPTS = Object.keys(scripts);

/** Pages whose commands are looked at one by one. */
const TOLD = pagePaths().filter((path) => /^(README(\.zh-CN)?\.md|docs\/guides\/.*)$/.test(path));

const kindsIn = (page: string) =>
  commandsOf(pageText(page))
    .flatMap(partsOf)
    .map((command) => ({ page, command, kind: kindOf(command, SCRIPTS) }));

describe("commands in the documents", () => {
  it("are scripts that exist, or commands that a test runs, or known to need an account", () => {
    const commands = TOLD.flatMap(kindsIn);
    assert.ok(commands.length > 20, "there are commands");
    assert.deepEqual(
      commands.filter(({ kind }) => kind === "unknown"),
      [],
    );
  });

  it("that no test runs are on pages that say so", () => {
    const pages = new Set(
      TOLD.filter((page) => page.startsWith("docs/guides/"))
        .flatMap(kindsIn)
        .filter(({ kind, command }) => kind === "notRun" && !/config set --secret|127\.0\.0\.1|LOCALID/.test(command))
        .map(({ page }) => page),
    );
    assert.ok(pages.size > 1);
    assert.deepEqual(
      [...pages].filter((page) => !/not run/.test(pageText(page))),
      [],
    );
  });

  it("name scripts of package.json wherever they name any", () => {
    const told = pagePaths().flatMap((page) => scriptsToldBy(pageText(page)).map((script) => ({ page, script })));
    assert.ok(told.length > 20);
    assert.deepEqual(
      told.filter(({ script }) => !SCRIPTS.includes(script)),
      [],
    );
  });
});

describe("the look at commands", () => {
  const kind = (command: string) => kindOf(command, ["demo", "test"]);

  it("tells what exists from what does not", () => {
    assert.deepEqual(["npm run demo", "npm test -- tests/unit", "npm run dmeo"].map(kind), [
      "script",
      "script",
      "unknown",
    ]);
  });

  it("tells what is run from what needs an account and from what nobody knows", () => {
    assert.deepEqual(["pulumi up", "pulumi login", "rm -rf everything"].map(kind), ["run", "notRun", "unknown"]);
  });

  it("takes a block apart: lines that go on, comments, what is joined", () => {
    const page = "```sh\n# first\nnpm ci && npm run demo\npulumi up \\\n  --yes | tee log\n```\n\n```ts\nnot()\n```";
    assert.deepEqual(commandsOf(page).flatMap(partsOf), ["npm ci", "npm run demo", "pulumi up --yes", "tee log"]);
  });
});

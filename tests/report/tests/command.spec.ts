import assert from "node:assert/strict";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type Change, declared, preview, RECORDED, recorded, report } from "./command";

const ALICE = "lhkp-alice000";
const BOB = "lhkp-bob00000";
const WEB = "lhins-web00000";
const DB = "lhins-db000000";
const deletion: Change = { op: "delete", name: "team", before: recorded([ALICE], [WEB]) };

async function tableOf(changes: readonly Change[], args: readonly string[] = []): Promise<string> {
  return (await report(preview(changes), [...args])).printed;
}

describe("the report on a recorded preview", () => {
  it("tells in a table what each instance gains and loses", async () => {
    const { code, printed } = await report(RECORDED, []);

    assert.equal(code, 0);
    assert.match(printed, /lhins-web00000 .*\+lhkp-carol000 .*-lhkp-bob00000/);
    assert.match(printed, /lhins-mail0000 .*-lhkp-carol000 .*no key is left/);
    assert.match(printed, /3 bindings added/);
    assert.ok(!printed.includes("\u001b"), "no colour where it is piped");
  });

  it("is coloured where that is wanted", async () => {
    assert.ok((await report(RECORDED, ["--colour", "always"])).printed.includes("\u001b["));
  });

  it("is a comment that a code host renders: headline, table and picture", async () => {
    const { printed } = await report(RECORDED, ["--markdown", "-"]);

    const html = micromark(printed, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
    assert.match(html, /<h3>.*3 instances may be shut down, 1 instance may be left without a key/);
    assert.equal(html.match(/<tr>/g)?.length, 5);
    assert.match(html, /<code class="language-mermaid">flowchart LR/);
  });

  it("is one page that needs nothing else, with a matrix of keys by instances", async () => {
    const { written } = await report(RECORDED, ["--html", "page.html"]);

    const page = written["page.html"] ?? "";
    assert.match(page, /^<!doctype html>/i);
    assert.match(page, /<th scope="col"/);
    assert.match(page, /<th scope="row"/);
    assert.match(page, /<caption/);
    assert.match(page, /prefers-color-scheme: dark/);
    assert.ok(!/(src|href)="?https?:/.test(page), "nothing is fetched");
  });
});

describe("the report on steps of every kind", () => {
  it("counts a deletion and a replacement of a whole association", async () => {
    const replaced: Change[] = [
      { op: "create-replacement", name: "moved", before: recorded([ALICE], [DB]), after: declared([ALICE], [DB]) },
      { op: "delete-replaced", name: "moved", before: recorded([ALICE], [DB]) },
    ];

    assert.match(await tableOf([deletion]), /lhins-web00000 .*-lhkp-alice000/);
    assert.match(await tableOf(replaced), /no binding|nothing|kept/i);
  });

  it("keeps a pair that another association declares", async () => {
    const takers: Change[] = [{ op: "create", name: "other", after: declared([ALICE], [WEB]) }, deletion];

    assert.doesNotMatch(await tableOf(takers), /-lhkp-alice000/);
  });

  it("says of ids that the preview does not show that they are not shown", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const whole = await tableOf([{ op: "create", name: "a", after: declared([ALICE], unknown) }]);
    const part = await tableOf([{ op: "create", name: "a", after: declared([ALICE, unknown], [WEB]) }]);
    const secret = await tableOf([{ op: "create", name: "a", after: declared("[secret]", [WEB]) }]);

    assert.match(whole, /not known|not shown|made in|unknown/i);
    assert.match(part, /lhins-web00000/);
    assert.match(secret, /secret/i);
  });

  it("shuts nothing down ONLINE", async () => {
    const online = declared([ALICE], [WEB], { associateType: "ONLINE" });

    assert.match(await tableOf([{ op: "create", name: "a", after: online }]), /not shut down/);
  });

  it("leaves power to the service where the program does", async () => {
    const left = declared([BOB], [WEB], { power: "leave" });
    const running = declared([BOB], [WEB], { power: "running" });

    assert.match(
      await tableOf([{ op: "update", name: "a", before: recorded([ALICE], [WEB]), after: left }]),
      /lhkp-bob/,
    );
    assert.match(await tableOf([{ op: "create", name: "a", after: running }]), /lhkp-bob/);
  });

  it("is short where nothing changes, and counts what else the preview changes", async () => {
    const same: Change = { op: "same", name: "a", before: recorded([ALICE], [WEB]), after: declared([ALICE], [WEB]) };
    const bucket: Change = { op: "create", name: "b", type: "cos:index:Bucket", after: { name: "x" } };

    assert.doesNotMatch(await tableOf([same]), /shut down:/);
    const { printed, written } = await report(preview([same, bucket, bucket]), [
      "--markdown",
      "comment",
      "--html",
      "page",
    ]);
    const forms = [printed, written.comment, written.page];
    assert.ok(forms.every((form) => form?.includes("The preview changes 2 other resources.")));
  });

  it("tells the errors of a preview that failed", async () => {
    const errors = [{ severity: "error", urn: "urn:pulumi:dev::p::x:y:Z::broken", message: "error: it is\nbroken" }];

    const { code, printed } = await report(preview([deletion], errors), ["--fail-on", "shutdown"]);

    assert.match(printed, /broken/);
    assert.ok(code === 2 || code === 3);
  });

  it("escapes whatever a name may hold", async () => {
    const odd: Change = { op: "create", name: 'x|`<img src=x onerror="1">', after: declared([ALICE], [WEB]) };
    const { printed } = await report(preview([odd]), ["--markdown", "-"]);
    const { written } = await report(preview([odd]), ["--html", "page"]);

    assert.doesNotMatch(printed, /<img/);
    assert.doesNotMatch(written.page ?? "", /<img/);
  });
});

describe("a report of any size", function () {
  this.timeout(120_000);
  const many = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(8, "0")}`);
  const large = preview([{ op: "create", name: "all", after: declared(many(100, "lhkp-"), many(5_000, "lhins-")) }]);

  it("is a comment under 65,536 characters with at most 500 edges", async () => {
    const { printed } = await report(large, ["--markdown", "-"]);

    assert.ok(printed.length < 65_536);
    assert.ok((printed.match(/ (-->|==>|---|-\.->)/g) ?? []).length <= 500);
  });

  it("is a page all the same", async () => {
    const { written } = await report(large, ["--html", "page"]);

    assert.match(written.page ?? "", /lhins-00000000/);
  });
});

describe("the exit code", () => {
  it("stops a pipeline on a shutdown or a lock-out, and only where that was asked for", async () => {
    const codeFor = async (...args: string[]): Promise<number> => (await report(preview([deletion]), args)).code;

    assert.equal(await codeFor(), 0);
    assert.equal(await codeFor("--fail-on", "shutdown"), 2);
    assert.equal(await codeFor("--fail-on", "lockout"), 2);
    assert.equal(await codeFor("--fail-on", "shutdown,lockout"), 2);
  });

  it("is 1 for what is no preview, and for a call that is not understood, with one sentence each", async () => {
    const complaints = [
      await report("no JSON at all", []),
      await report("{}", []),
      await report("", []),
      await report('{"steps": [', []),
      await report("[1, 2]", []),
      await report(RECORDED, ["--fail-on", "rain"]),
      await report(RECORDED, ["--colour", "blue"]),
      await report(RECORDED, ["--frobnicate"]),
      await report(RECORDED, ["a", "b"]),
      await report(RECORDED, ["--markdown", "-", "--html", "-"]),
    ];

    assert.deepEqual([...new Set(complaints.map(({ code }) => code))], [1]);
    assert.ok(complaints.every(({ complained }) => /^lighthouse-report: \S.*\n$/.test(complained)));
  });

  it("is 0 for help", async () => {
    const { code, printed } = await report("", ["--help"]);

    assert.equal(code, 0);
    assert.match(printed, /--fail-on WHAT/);
  });
});

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { type RunningLighthouse, startLighthouse } from "../startLighthouse";
import { fuzzedRequests, httpBytes } from "./fuzzedRequests";
import { rawReply } from "./rawReply";
import { tc3 } from "./signedRequest";

const REQUESTS = 10_000;
/** A seed to repeat a run by. */
const SEED = Number(process.env["LIGHTHOUSE_FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const MAX_MS = 180_000;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** What the text of an exception looks like. */
const STACK = /\bat .{1,80}:\d+:\d+|node_modules|\.ts\b|\b(Type|Range|Syntax|Reference)Error\b|undefined|\[object /;

/** The codes that requests can reach by themselves: those of COVERAGE.md that need no fault. */
const documented = new Set(
  readFileSync(join(__dirname, "../COVERAGE.md"), "utf8")
    .split("\n")
    .flatMap((line) => /^\| ([A-Z]\w+(?:\.\w+)?) \| (?!by a fault)/.exec(line)?.[1] ?? []),
);

describe(`Requests that are wrong, drawn with the seed ${SEED}`, () => {
  let lighthouse: RunningLighthouse;
  const defects: unknown[] = [];

  before(async () => {
    const onDefect = (defect: unknown) => defects.push(defect);
    lighthouse = await startLighthouse({ settings: { rateLimits: false }, onDefect });
  });

  after(() => lighthouse.stop());

  it(`${REQUESTS} of them get a documented error each`, async function () {
    this.timeout(MAX_MS + 5000);
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fuzzedRequests(lighthouse.address, lighthouse), async ({ kind, bytes }) => {
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        await refused(bytes);
      }),
      { numRuns: REQUESTS, seed: SEED, interruptAfterTimeLimit: MAX_MS, markInterruptAsFailure: true },
    );
    assert.equal(
      [...kinds.values()].reduce((sum, count) => sum + count),
      REQUESTS,
    );
    await stillServes();
  });

  for (const [name, bytes] of hostileRequests()) {
    it(`${name} gets a documented error`, async function () {
      this.timeout(20_000);
      await refused(bytes());
      await stillServes();
    });
  }

  /** Sends bytes that must be refused in the API's form, with a code that is documented, and without a defect. */
  async function refused(bytes: Buffer): Promise<void> {
    const { status, body } = await rawReply(lighthouse.address, bytes);
    const { Response: response } = JSON.parse(body) as {
      Response: { Error?: { Code: string; Message: string }; RequestId: string };
    };
    assert.ok(response.Error, `was accepted: ${body.slice(0, 200)}`);
    assert.ok(documented.has(response.Error.Code), `${response.Error.Code} is not documented`);
    assert.ok(status === 200 || (status === 400 && response.Error.Code === "InvalidRequest"), `HTTP ${status}`);
    assert.match(response.RequestId, UUID);
    assert.notEqual(response.Error.Message, "");
    if (STACK.test(response.Error.Message)) assert.doesNotMatch(withoutGiven(response.Error.Message), STACK);
    assert.deepEqual(defects, []);
  }

  async function stillServes(): Promise<void> {
    const { url, init } = tc3(lighthouse.address, "DescribeInstances", {}, lighthouse);
    const reply = (await (await fetch(url, init)).json()) as { Response: { TotalCount?: number } };
    assert.equal(reply.Response.TotalCount, 0);
  }
});

/** A message without what it repeats of the request, which it puts in backticks. */
function withoutGiven(message: string): string {
  return message.replace(/`[\s\S]*`/g, "");
}

/** Requests that chance would hardly find. */
function hostileRequests(): [string, () => Buffer][] {
  const head = (lines: string[], rest = "") =>
    Buffer.from(`${[...lines, "Connection: close"].join("\r\n")}\r\n\r\n${rest}`);
  const json = { Host: "x", "Content-Type": "application/json", "X-TC-Action": "DescribeInstances" };
  return [
    ["a body over 10 MB", () => httpBytes("POST", "/", json, "x".repeat(11e6))],
    ["a body that nests a million lists", () => httpBytes("POST", "/", json, "[".repeat(1e6))],
    ["a header over 64 KB", () => httpBytes("POST", "/", { ...json, "X-Long": "x".repeat(70_000) })],
    ["a query over 32 KB", () => httpBytes("GET", `/?Action=${"x".repeat(40_000)}`, { Host: "x" })],
    ["a request without Host", () => head(["GET / HTTP/1.1"])],
    [
      "an expectation that nobody can meet",
      () => head(["POST / HTTP/1.1", "Host: x", "Expect: tea", "Content-Length: 0"]),
    ],
    ["an upgrade", () => head(["GET / HTTP/1.1", "Host: x", "Upgrade: websocket"])],
    ["a tunnel", () => head(["CONNECT x:443 HTTP/1.1", "Host: x"])],
    ["a broken chunk", () => head(["POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked"], "zz\r\n\r\n")],
    ["two lengths", () => head(["POST / HTTP/1.1", "Host: x", "Content-Length: 1", "Content-Length: 2"], "ab")],
    ["a body shorter than its length", () => head(["POST / HTTP/1.1", "Host: x", "Content-Length: 9"], "ab")],
    ["the preface of HTTP/2", () => Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")],
    ["a path with broken escapes", () => httpBytes("POST", "/%E0%A4%A", json, "{}")],
  ];
}

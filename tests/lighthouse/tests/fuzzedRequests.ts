import fc from "fast-check";
import { ACTIONS } from "../actions/registry";
import { type Signer, tc3, v1 } from "./signedRequest";

/** A request as bytes for a connection. None of them may succeed. */
export interface FuzzedRequest {
  readonly kind: string;
  readonly bytes: Buffer;
}

type Headers = Readonly<Record<string, string>>;

const actionName = fc.constantFrom(...ACTIONS.keys());
const word = fc.string({ minLength: 1, maxLength: 20 });
/** What may stand in a header: everything printable. */
const headerText = fc.stringMatching(/^[ -~]{0,60}$/);
/** A body that no action takes. */
const REFUSED = '{"Nope":1}';
const METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"];
const COMMON = ["X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "X-TC-Region", "Authorization", "Content-Type"];

/** Requests that are wrong in every way a request can be, each signed rightly unless its signature is what is wrong. */
export function fuzzedRequests(address: string, signer: Signer): fc.Arbitrary<FuzzedRequest> {
  const { host } = new URL(address);
  const headersFor = (action: string, text: string, method: "GET" | "POST" = "POST") => {
    const version = ACTIONS.get(action)?.version ?? "";
    return tc3(address, action, {}, signer, { method, version, text }).init.headers;
  };
  const post = (kind: string, headers: Headers, body: string | Buffer, path = "/"): FuzzedRequest => ({
    kind,
    bytes: httpBytes("POST", path, { Host: host, ...headers }, body),
  });
  const maker = { address, signer, host, headersFor, post };
  return fc.oneof(
    { arbitrary: wrongBodies(maker), weight: 5 },
    { arbitrary: wrongHeads(maker), weight: 3 },
    { arbitrary: wrongForms(maker), weight: 4 },
  );
}

/** What makes requests: rightly signed headers, and a POST with them. */
interface Maker {
  address: string;
  signer: Signer;
  host: string;
  headersFor: (action: string, text: string, method?: "GET" | "POST") => Headers;
  post: (kind: string, headers: Headers, body: string | Buffer, path?: string) => FuzzedRequest;
}

function wrongBodies({ headersFor, post }: Maker): fc.Arbitrary<FuzzedRequest> {
  const signedText = (kind: string, action: string, text: string) => post(kind, headersFor(action, text), text);
  const parameters = fc
    .tuple(actionName, fc.dictionary(word, fc.jsonValue(), { maxKeys: 4 }), fc.jsonValue())
    .map(([action, junk, value]) => signedText("parameters", action, JSON.stringify({ ...junk, Nope: value })));
  const types = fc
    .tuple(actionName, fc.anything({ maxDepth: 2 }).map(oddJson))
    .map(([action, value]) =>
      signedText("types", action, `{"InstanceIds":${value},"KeyIds":${value},"Limit":${value},"Nope":1}`),
    );
  const malformedJson = fc
    .tuple(
      actionName,
      fc.oneof(
        word,
        fc.json().map((json) => json.slice(0, -1)),
        fc.constantFrom("", "[]", "null", "1", "{}{", "{'a':1}"),
      ),
    )
    .map(([action, text]) => signedText("malformed JSON", action, isObjectText(text) ? `${text}}` : text));
  const deep = fc
    .tuple(actionName, fc.integer({ min: 100, max: 20_000 }), fc.constantFrom("[", '{"a":'))
    .map(([action, depth, open]) => {
      const close = open === "[" ? "]" : "}";
      return signedText("deep", action, `{"InstanceIds":${open.repeat(depth)}1${close.repeat(depth)},"Nope":1}`);
    });
  const long = fc
    .tuple(actionName, fc.integer({ min: 101, max: 20_000 }))
    .map(([action, length]) =>
      signedText("long", action, JSON.stringify({ Nope: "x".repeat(length), KeyIds: Array(length).fill("lhkp-1") })),
    );
  return fc.oneof(parameters, types, malformedJson, deep, long);
}

function wrongHeads({ headersFor, post }: Maker): fc.Arbitrary<FuzzedRequest> {
  const headers = fc
    .tuple(
      actionName,
      fc.constantFrom(...COMMON),
      fc.option(headerText),
      fc.dictionary(fc.stringMatching(/^X-[A-Za-z]{1,12}$/), headerText, { maxKeys: 5 }),
    )
    .map(([action, name, text, more]) => {
      const { [name]: _left, ...kept } = headersFor(action, REFUSED);
      return post("headers", { ...more, ...kept, ...(text !== null && { [name]: text }) }, REFUSED);
    });
  const signatures = fc
    .tuple(actionName, fc.stringMatching(/^[0-9a-f]{64}$/), fc.nat(200), headerText)
    .map(([action, hex, at, text]) => {
      const given = headersFor(action, REFUSED);
      const right = given["Authorization"] ?? "";
      const wrong =
        at % 2 === 0 ? right.replace(/[0-9a-f]{64}$/, hex) : right.slice(0, at) + text + right.slice(at + 1);
      return post("signatures", { ...given, Authorization: wrong }, REFUSED);
    });
  const paths = fc
    .tuple(actionName, fc.stringMatching(/^[!-~]{1,40}$/))
    .map(([action, path]) => post("paths", headersFor(action, REFUSED), REFUSED, `/x${path}`));
  return fc.oneof(headers, signatures, paths);
}

function wrongForms({ address, signer, host, headersFor, post }: Maker): fc.Arbitrary<FuzzedRequest> {
  const methods = fc.tuple(actionName, fc.constantFrom(...METHODS)).map(([action, method]) => ({
    kind: "methods",
    bytes: httpBytes(method, "/", { Host: host, ...headersFor(action, REFUSED) }, REFUSED),
  }));
  const queries = fc.tuple(actionName, fc.webQueryParameters()).map(([action, query]) => ({
    kind: "queries",
    bytes: httpBytes("GET", `/?Nope=1&${query}`, { Host: host, ...headersFor(action, `Nope=1&${query}`, "GET") }),
  }));
  const forms = fc
    .tuple(actionName, fc.dictionary(fc.stringMatching(/^[A-Za-z.0-9]{1,20}$/), word, { maxKeys: 5 }))
    .map(([action, more]) => {
      const { init } = v1(address, action, { ...more, Nope: "1" }, signer, { method: "POST" });
      return post("v1 forms", init.headers, init.body ?? "");
    });
  const bytes = fc
    .tuple(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.constantFrom("", "POST ", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n"),
    )
    .map(([junk, start]) => ({
      kind: "bytes",
      bytes: Buffer.concat([Buffer.from(start), Buffer.from([1, ...junk]), Buffer.from("\r\n\r\n")]),
    }));
  return fc.oneof(methods, queries, forms, bytes);
}

/** A request as it goes over the wire. */
export function httpBytes(method: string, path: string, headers: Headers, body: string | Buffer = ""): Buffer {
  const content = Buffer.from(body);
  const lines = Object.entries({ Connection: "close", ...headers, "Content-Length": String(content.length) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1"), content]);
}

/** Any value as JSON, as far as it can be said in it. */
function oddJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    return '"odd"';
  }
}

/** Whether a text is a whole JSON object, which would be no malformed body. */
function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

import { strict as assert } from "node:assert";
import { isTc3SignatureRight, parseTc3Authorization, type SignedRequest, SigningKeys } from "../protocol/tc3";
import { tc3 } from "./signedRequest";
import { responseOf, TestLighthouse } from "./testLighthouse";

/** Signatures that Tencent's Node SDK made with the key id AKIDx and the key sk. */
const VECTOR_BODY = '{"KeyIds":["lhkp-1"],"InstanceIds":["lhins-1"]}';
const VECTOR_QUERY =
  "InstanceIds.0=lhins-b&InstanceIds.1=lhins-a&Limit=1&Filters.0.Name=zone&Filters.0.Values.0=x%20y%2Fz";

function vector(
  request: Partial<SignedRequest> & { host: string; contentType: string },
  scope: { service: string; timestamp: string; signature: string },
): boolean {
  const { service, timestamp, signature } = scope;
  const header = `TC3-HMAC-SHA256 Credential=AKIDx/2026-11-25/${service}/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`;
  const headers = { host: request.host, "content-type": request.contentType };
  const whole = { method: "POST", path: "/", query: "", body: Buffer.alloc(0), ...request, headers };
  return isTc3SignatureRight(whole, parseTc3Authorization(header), timestamp, new SigningKeys(), "sk");
}

describe("TC3-HMAC-SHA256", () => {
  it("agrees with the SDK's signature of a POST whose port is left out", () => {
    const request = { host: "127.0.0.1:41137", contentType: "application/json", body: Buffer.from(VECTOR_BODY) };
    const signature = "14e2dc63a5d9107beb97eba93f59151b54fad2c7dbeb53c2c8dd37da3717cfdd";
    assert.ok(vector(request, { service: "127", timestamp: "1795572702", signature }));
  });

  it("agrees with the SDK's signature of a GET, whose query is taken as it came", () => {
    const contentType = "application/x-www-form-urlencoded";
    const request = { method: "GET", host: "127.0.0.1:41137", contentType, query: VECTOR_QUERY };
    const signature = "766beb18ba5fe455c5ae0ff5634006b902615031910101ed7f957de733180a6d";
    assert.ok(vector(request, { service: "127", timestamp: "1795572703", signature }));
  });

  it("agrees with the SDK's signature for a service that is a host and port", () => {
    const request = { host: "localhost:41137", contentType: "application/json", body: Buffer.from(VECTOR_BODY) };
    const signature = "a7aece6dfb5ae0b9e7d79fbcb93e5ad64bd58c88f9f3ae414ae7530c33259844";
    assert.ok(vector(request, { service: "localhost:41137", timestamp: "1795572703", signature }));
  });
});

describe("a signed request", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const nowSeconds = () => Math.floor(Date.now() / 1000);
  const sent = async (change: (request: ReturnType<typeof tc3>) => void) => {
    const request = tc3(lighthouse.running.address, "DescribeKeyPairs", { Limit: 20 }, lighthouse.signer);
    change(request);
    return (await responseOf(await fetch(request.url, request.init))).Error?.Code;
  };

  it("is taken by POST and by GET, with the port signed or not, for any service", async () => {
    await lighthouse.ok("DescribeKeyPairs", { Limit: 20 });
    await lighthouse.ok("DescribeKeyPairs", { Limit: 20 }, { method: "GET" });
    await lighthouse.ok("DescribeKeyPairs", {}, { host: "127.0.0.1", service: "127" });
  });

  it("may have a Host that holds a scheme, as the command line client sends", async () => {
    const host = lighthouse.running.address;
    const { init } = tc3(host, "DescribeKeyPairs", {}, lighthouse.signer, { host });
    assert.match(await rawPost(lighthouse.running.address, { ...init.headers, Host: host }, "{}"), /"TotalCount":0/);
  });

  it("is refused when one byte of the body is another", async () => {
    assert.equal(
      await sent(({ init }) => Object.assign(init, { body: '{"Limit":21}' })),
      "AuthFailure.SignatureFailure",
    );
  });

  it("is refused when one character of the signature is another", async () => {
    const flip = ({ init }: ReturnType<typeof tc3>) => {
      const header = init.headers.Authorization ?? "";
      init.headers.Authorization = header.slice(0, -1) + (header.endsWith("0") ? "1" : "0");
    };
    assert.equal(await sent(flip), "AuthFailure.SignatureFailure");
  });

  it("is refused when its time is another than the signed one", async () => {
    const later = String(nowSeconds() + 1);
    assert.equal(await sent(({ init }) => (init.headers["X-TC-Timestamp"] = later)), "AuthFailure.SignatureFailure");
  });

  it("is refused with another key", async () => {
    const as = { ...lighthouse.signer, secretKey: "wrong" };
    assert.equal(await lighthouse.code("DescribeKeyPairs", {}, { as }), "AuthFailure.SignatureFailure");
  });

  it("is refused five minutes before and after its time, and not a little less", async () => {
    const at = (offset: number) => lighthouse.code("DescribeKeyPairs", {}, { timestamp: nowSeconds() + offset });
    assert.deepEqual(
      [await at(-310), await at(-280), await at(280), await at(310)],
      ["AuthFailure.SignatureExpire", "", "", "AuthFailure.SignatureExpire"],
    );
  });

  it("is held against the server's clock, which can be set ahead", async () => {
    await lighthouse.control("PATCH", "/settings", { clockSkewMs: 400_000 });
    assert.equal(await lighthouse.code("DescribeKeyPairs"), "AuthFailure.SignatureExpire");
    await lighthouse.control("PATCH", "/settings", { clockSkewMs: 0 });
    assert.equal(await lighthouse.code("DescribeKeyPairs"), "");
  });

  it("is refused for a key id that is unknown or disabled", async () => {
    const unknown = { secretId: "LOCALIDnobody", secretKey: "x" };
    const seed = { accounts: [{ secretId: "LOCALIDdisabled", secretKey: "x", enabled: false }] };
    const [disabled] = (await lighthouse.seed(seed)).accounts;
    assert.ok(disabled);
    assert.equal(await lighthouse.code("DescribeKeyPairs", {}, { as: unknown }), "AuthFailure.SecretIdNotFound");
    assert.equal(await lighthouse.code("DescribeKeyPairs", {}, { as: disabled }), "AuthFailure.SecretIdNotFound");
  });

  it("is refused when its Authorization has not the form", async () => {
    const malformed = ({ init }: ReturnType<typeof tc3>) =>
      (init.headers.Authorization = "TC3-HMAC-SHA256 Credential=x");
    assert.equal(await sent(malformed), "AuthFailure.InvalidAuthorization");
  });

  it("is refused with a token that its credential does not have", async () => {
    const as = { ...lighthouse.signer, token: "made-up" };
    assert.equal(await lighthouse.code("DescribeKeyPairs", {}, { as }), "AuthFailure.TokenFailure");
  });
});

/** Posts with a Host header that fetch would not send. */
async function rawPost(address: string, headers: Record<string, string>, body: string): Promise<string> {
  const { request } = await import("node:http");
  return await new Promise((resolve, reject) => {
    const outgoing = request(address, { method: "POST", headers, setHost: false }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve(text));
    });
    outgoing.on("error", reject).end(body);
  });
}

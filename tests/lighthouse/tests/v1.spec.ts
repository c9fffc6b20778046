import { strict as assert } from "node:assert";
import { isV1SignatureRight } from "../protocol/v1";
import { type Signer, v1 } from "./signedRequest";
import { responseOf, TestLighthouse } from "./testLighthouse";

describe("signature v1", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const code = async (request: ReturnType<typeof v1>) =>
    (await responseOf(await fetch(request.url, request.init))).Error?.Code ?? "";
  const signed = (parameters: object, options: Parameters<typeof v1>[4] = {}) =>
    v1(lighthouse.running.address, "DescribeInstances", parameters, lighthouse.signer, options);

  it("agrees with the SDK's signature", () => {
    const parameters = new Map([
      ["InstanceIds.0", "lhins-1"],
      ["Action", "DescribeInstances"],
      ["RequestClient", "SDK_NODEJS_4.1.313"],
      ["Nonce", "25949"],
      ["Timestamp", "1795572703"],
      ["Version", "2020-03-24"],
      ["SecretId", "A"],
      ["SignatureMethod", "HmacSHA256"],
      ["Signature", "SF1mxBtXBStveos219L0YFLpSt0Bh4kPqyobAalg3lc="],
    ]);
    assert.ok(isV1SignatureRight({ method: "POST", host: "127.0.0.1:41137", parameters }, "B"));
    assert.ok(!isV1SignatureRight({ method: "GET", host: "127.0.0.1:41137", parameters }, "B"));
  });

  it("is taken with either hash over GET and POST", async () => {
    const outcomes = [
      await code(signed({ Limit: 5 }, { signatureMethod: "HmacSHA1" })),
      await code(signed({ Limit: 5 }, { signatureMethod: "HmacSHA256" })),
      await code(signed({ Limit: 5 }, { signatureMethod: "HmacSHA1", method: "POST" })),
      await code(signed({ Limit: 5 }, { signatureMethod: "HmacSHA256", method: "POST" })),
    ];
    assert.deepEqual(outcomes, ["", "", "", ""]);
  });

  it("puts flat lists and filters together", async () => {
    const { instanceIds } = await lighthouse.seed({ instances: [{ name: "a b/c" }, { name: "other" }] });
    const Filters = [{ Name: "instance-name", Values: ["a b/c"] }];
    const { url } = signed({ Filters });
    const { TotalCount } = await responseOf(await fetch(url));
    assert.equal(TotalCount, 1);
    assert.equal(await code(signed({ InstanceIds: instanceIds })), "");
  });

  it("is refused when a parameter is another, or its time is past", async () => {
    const { url, init } = signed({ Limit: 5 });
    assert.equal(await code({ url: url.replace("Limit=5", "Limit=6"), init }), "AuthFailure.SignatureFailure");
    const old = signed({}, { timestamp: Math.floor(Date.now() / 1000) - 400 });
    assert.equal(await code(old), "AuthFailure.SignatureExpire");
  });

  it("is taken with the token of a temporary credential, until that ends", async () => {
    const temporary = { secretId: "LOCALIDtemporary", secretKey: "temporary", token: "a/b+c=" };
    await lighthouse.seed({ accounts: [{ ...temporary, expiresInSeconds: 60 }] });
    const by = (signer: Signer, method: "GET" | "POST") =>
      code(v1(lighthouse.running.address, "DescribeInstances", {}, signer, { method }));
    const { token: _token, ...without } = temporary;
    assert.deepEqual([await by(temporary, "GET"), await by(temporary, "POST")], ["", ""]);
    assert.equal(await by(without, "GET"), "AuthFailure.TokenFailure");
    assert.equal(await by({ ...without, token: "other" }, "POST"), "AuthFailure.TokenFailure");
    await lighthouse.pass(60_000);
    assert.equal(await by(temporary, "GET"), "AuthFailure.TokenFailure");
  });

  it("is refused without a common parameter", async () => {
    const { url, init } = signed({});
    assert.equal(await code({ url: url.replace(/&Nonce=\d+/, ""), init }), "MissingParameter");
  });

  it("names its language among the parameters", async () => {
    const { url } = v1(lighthouse.running.address, "NoSuchAction", { Language: "en-US" }, lighthouse.signer);
    assert.match((await responseOf(await fetch(url))).Error?.Message ?? "", /does not exist/);
  });

  it("counts as wrong when the request is too large", async () => {
    const names = Array.from({ length: 800 }, (_, index) => `name-${index}-${"x".repeat(30)}`);
    assert.equal(await code(signed({ Filters: [{ Name: "zone", Values: names }] })), "AuthFailure.SignatureFailure");
  });

  it("keeps a name that goes deeper than any parameter, or is both text and list, from doing harm", async () => {
    const deep = Object.fromEntries([["a.b.c.d.e.f.g.h.i.j", "1"]]);
    assert.equal(await code(signed(deep)), "InvalidParameter");
    const both = Object.fromEntries([
      ["InstanceIds", "x"],
      ["InstanceIds.0", "y"],
    ]);
    assert.equal(await code(signed(both)), "InvalidParameter");
    assert.equal(await code(signed({ "__proto__.polluted": "1" })), "UnknownParameter");
  });
});

import { strict as assert } from "node:assert";
import { connect } from "node:net";
import { machineClock } from "../world/clock";
import { tc3 } from "./signedRequest";
import { responseOf, TestLighthouse } from "./testLighthouse";

describe("the protocol around a call", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const address = () => lighthouse.running.address;
  const codeOf = async (response: Response) => (await responseOf(response)).Error?.Code;

  it("has a RequestId in every reply, a fresh one each time", async () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const one = await lighthouse.call("DescribeRegions");
    const two = await lighthouse.call("NoSuchAction");
    assert.match(one.RequestId, form);
    assert.match(two.RequestId, form);
    assert.notEqual(one.RequestId, two.RequestId);
  });

  it("gives a trace id back", async () => {
    const { url, init } = tc3(address(), "DescribeRegions", {}, lighthouse.signer, {
      headers: { "X-TC-TraceId": "t-1" },
    });
    assert.equal((await fetch(url, init)).headers.get("x-tc-traceid"), "t-1");
  });

  it("speaks the language asked for, and Chinese unless set otherwise", async () => {
    const message = async (language: string) => {
      const options = { headers: { "X-TC-Language": language } };
      return (await lighthouse.call("NoSuchAction", {}, options)).Error?.Message;
    };
    assert.equal(await message("en-US"), "The API action `NoSuchAction` does not exist.");
    assert.equal(await message("zh-CN"), "接口 `NoSuchAction` 不存在。");
    assert.equal(await message("klingon"), "接口 `NoSuchAction` 不存在。");
    await lighthouse.control("PATCH", "/settings", { language: "en-US" });
    assert.match((await message("klingon")) ?? "", /does not exist/);
    await lighthouse.reset();
  });

  it("refuses unknown actions, versions, regions and parameters", async () => {
    assert.equal(await lighthouse.code("NoSuchAction"), "InvalidAction");
    assert.equal(await lighthouse.code("DescribeRegions", {}, { version: "2017-03-12" }), "NoSuchVersion");
    assert.equal(await lighthouse.code("AssumeRole", {}, { version: "2020-03-24" }), "NoSuchVersion");
    assert.equal(await lighthouse.code("DescribeInstances", {}, { region: "mars-north" }), "UnsupportedRegion");
    assert.equal(await lighthouse.code("DescribeInstances", { Limits: 1 }), "UnknownParameter");
    assert.equal(await lighthouse.code("DescribeInstances", { toString: 1 }), "UnknownParameter");
  });

  it("takes null for a parameter that is left out", async () => {
    assert.equal(await lighthouse.code("DescribeInstances", { InstanceIds: null, Limit: null }), "");
    assert.equal(await lighthouse.code("StopInstances", { InstanceIds: null }), "MissingParameter");
  });

  it("refuses values of a wrong type", async () => {
    const wrong = [
      { Limit: "5" },
      { Limit: 1.5 },
      { InstanceIds: "lhins-00000000" },
      { InstanceIds: [1] },
      { Order: 1 },
    ];
    const codes = await Promise.all(wrong.map((parameters) => lighthouse.code("DescribeInstances", parameters)));
    assert.deepEqual(codes, Array(5).fill("InvalidParameter"));
    assert.equal(await lighthouse.code("DescribeInstances", { Limit: "x" }, { method: "GET" }), "InvalidParameter");
    assert.equal(await lighthouse.code("DescribeInstances", { Limit: 5 }, { method: "GET" }), "");
  });

  it("refuses values that are not among those allowed", async () => {
    assert.equal(await lighthouse.code("DescribeInstances", { OrderField: "AGE" }), "InvalidParameterValue");
    assert.equal(
      await lighthouse.code("StopInstances", { InstanceIds: ["lhins-00000000"], StopType: "SLOW" }),
      "InvalidParameterValue",
    );
  });

  it("refuses methods other than GET and POST", async () => {
    const codes = await Promise.all(
      ["PUT", "DELETE", "PATCH", "OPTIONS"].map(async (method) => await codeOf(await fetch(address(), { method }))),
    );
    assert.deepEqual(codes, Array(4).fill("UnsupportedProtocol"));
  });

  it("refuses other paths and types of content", async () => {
    assert.equal(await codeOf(await fetch(`${address()}/other`)), "InvalidRequest");
    assert.equal(await codeOf(await fetch(`${address()}/%ff`)), "InvalidRequest");
    const { url, init } = tc3(address(), "DescribeRegions", {}, lighthouse.signer);
    const typed = (type: string) => ({ ...init, headers: { ...init.headers, "Content-Type": type } });
    assert.equal(await codeOf(await fetch(url, typed("text/plain"))), "InvalidRequest");
    assert.equal(await codeOf(await fetch(url, typed("multipart/form-data; boundary=x"))), "InvalidRequest");
    assert.equal(await codeOf(await fetch(url, typed("nonsense"))), "InvalidRequest");
  });

  it("refuses a body that is no JSON object", async () => {
    const { url, init } = tc3(address(), "DescribeRegions", {}, lighthouse.signer);
    const codes = await Promise.all(
      ["{", "[]", "1", "null", '"x"'].map(async (body) => await codeOf(await fetch(url, { ...init, body }))),
    );
    assert.deepEqual(codes, Array(5).fill("InvalidParameter"));
  });

  it("names a common parameter that is missing", async () => {
    const { url, init } = tc3(address(), "DescribeRegions", {}, lighthouse.signer);
    const without = async (name: string) => {
      const { [name]: _left, ...headers } = init.headers;
      return (await responseOf(await fetch(url, { ...init, headers }))).Error;
    };
    for (const name of ["X-TC-Version", "X-TC-Timestamp", "Authorization", "X-TC-Action"]) {
      const error = await without(name);
      assert.equal(error?.Code, "MissingParameter");
      assert.match(error.Message, new RegExp(name));
    }
  });

  it("refuses a body over 10 MB and a query over 32 KB", async () => {
    const { url, init } = tc3(address(), "DescribeRegions", {}, lighthouse.signer);
    const huge = { ...init, body: `{"A":"${"x".repeat(10 * 1024 * 1024)}"}` };
    assert.equal(await codeOf(await fetch(url, huge)), "RequestSizeLimitExceeded");
    const long = { Filters: [{ Name: "zone", Values: ["x".repeat(33 * 1024)] }] };
    assert.equal(await lighthouse.code("DescribeInstances", long, { method: "GET" }), "RequestSizeLimitExceeded");
    const longer = { Filters: [{ Name: "zone", Values: ["x".repeat(80 * 1024)] }] };
    assert.equal(await lighthouse.code("DescribeInstances", longer, { method: "GET" }), "RequestSizeLimitExceeded");
  });

  it("answers bytes that are not HTTP with a refusal, and goes on", async () => {
    const { hostname, port } = new URL(address());
    const text = await new Promise<string>((resolve) => {
      let received = "";
      const socket = connect(Number(port), hostname, () => socket.write("NONSENSE\r\n\r\n"));
      socket.on("data", (chunk) => (received += chunk.toString()));
      socket.on("close", () => resolve(received));
    });
    assert.match(text, /^HTTP\/1\.1 400 .*"Code":"InvalidRequest"/s);
    assert.equal(await lighthouse.code("DescribeRegions"), "");
  });

  it("holds a call back for the latency that is set", async () => {
    await lighthouse.control("PATCH", "/settings", { actions: { DescribeRegions: { latencyMs: 80 } } });
    const startedMs = performance.now();
    await lighthouse.ok("DescribeRegions");
    assert.ok(performance.now() - startedMs >= 75);
  });
});

describe("the rate of calls", () => {
  let lighthouse: TestLighthouse;
  let nowMs = Date.now();
  before(async () => {
    lighthouse = await TestLighthouse.start({ rateLimits: true }, { ...machineClock, nowMs: () => nowMs });
  });
  after(() => lighthouse.stop());
  const refused = async (options: object = {}, action = "StopInstances") => {
    const codes = await Promise.all(Array.from({ length: 30 }, () => lighthouse.code(action, {}, options)));
    return codes.filter((code) => code === "RequestLimitExceeded").length;
  };

  it("is limited for each action, and free again as time passes", async () => {
    assert.equal(await refused(), 20);
    assert.equal(await refused({}, "StartInstances"), 20);
    assert.equal(await refused({}, "DescribeInstances"), 0);
    nowMs += 500;
    assert.equal(await refused(), 25);
  });

  it("is limited for each account and region, or for the account in all regions", async () => {
    const accounts = (await lighthouse.seed({ accounts: 2 })).accounts;
    const [one, other] = accounts;
    assert.ok(one && other);
    assert.equal(await refused({ as: one }), 20);
    assert.equal(await refused({ as: one, region: "ap-tokyo" }), 20);
    await lighthouse.control("PATCH", "/settings", { rateScope: "account" });
    assert.equal(await refused({ as: other }), 20);
    assert.equal(await refused({ as: other, region: "ap-tokyo" }), 30);
  });

  it("is not limited where limits are off", async () => {
    await lighthouse.control("PATCH", "/settings", { rateLimits: false });
    assert.equal(await refused(), 0);
  });
});

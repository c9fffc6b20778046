import assert from "node:assert/strict";
import type { Clock } from "../../../provider/clock";
import { machineRole } from "../../../provider/credentials/metadata";
import { siteOfEachTest } from "./site";

const TOKEN = "a-token-of-the-identity-provider";

describe("the identity of a pod", () => {
  const site = siteOfEachTest();
  let roleArn = "";
  let accountId = "";
  beforeEach(async () => {
    ({ accountId, roleArn } = await site.accountWithRole());
    await site.control.patch("settings", { webIdentityToken: TOKEN });
  });

  /** What the webhook of Tencent's Kubernetes service gives a pod. */
  const pod = async () => ({
    TKE_REGION: "ap-singapore",
    TKE_PROVIDER_ID: "cls-provider",
    TKE_WEB_IDENTITY_TOKEN_FILE: await site.write("token", `${TOKEN}\n`),
    TKE_ROLE_ARN: roleArn,
  });

  it("takes on its role with an unsigned call in its region", async () => {
    await site.api({}, await pod()).describeKeyPairs([]);
    const { calls } = await site.control.get<{ calls: Record<string, unknown>[] }>("calls");
    assert.deepEqual(
      calls.map(({ action, region, account }) => [action, region, account]),
      [
        ["AssumeRoleWithWebIdentity", "ap-singapore", calls[0]?.["account"]],
        ["DescribeKeyPairs", "ap-guangzhou", accountId],
      ],
    );
    const { ProviderId, RoleArn } = { ...calls[0] }["parameters"] as Record<string, unknown>;
    assert.deepEqual({ ProviderId, RoleArn }, { ProviderId: "cls-provider", RoleArn: roleArn });
  });

  it("comes after a key, unless the configuration asks for it", async () => {
    const environment = {
      ...(await pod()),
      TENCENTCLOUD_SECRET_ID: site.first.secretId,
      TENCENTCLOUD_SECRET_KEY: site.first.secretKey,
    };
    assert.deepEqual(await site.reads({}, environment), [`DescribeKeyPairs of ${site.first.accountId}`]);
    const calls = await site.reads({ "tencentcloud:enablePodOidc": "true" }, environment);
    assert.equal(calls.at(-1), `DescribeKeyPairs of ${accountId}`);
    assert.deepEqual(await site.reads({ "tencentcloud:enablePodOidc": "false" }, environment), [
      `DescribeKeyPairs of ${site.first.accountId}`,
    ]);
  });

  it("reads its token anew each time it is asked for credentials", async () => {
    const environment = await pod();
    const api = site.api({}, environment);
    await api.describeKeyPairs([]);
    await site.control.patch("settings", { webIdentityToken: "the next token" });
    await site.write("token", "the next token");
    await site.pass(7_200);
    await api.describeKeyPairs([]);
  });

  it("that is told only in part, or whose token is missing, stops with what is missing", async () => {
    const { TKE_ROLE_ARN: _, ...rest } = await pod();
    assert.throws(
      () => site.connection({}, rest),
      /^ConfigurationError: TKE_ROLE_ARN is not set, but others of the four are/,
    );
    assert.throws(
      () => site.connection({ "tencentcloud:enablePodOidc": "true" }),
      /TKE_REGION, .* are not set, but tencentcloud:enablePodOidc .* asks for the identity of a pod/,
    );
    const lost = { ...(await pod()), TKE_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" };
    await assert.rejects(
      site.api({}, lost).describeKeyPairs([]),
      /TKE_WEB_IDENTITY_TOKEN_FILE names \/nowhere\/token, which is missing or empty/,
    );
  });

  it("that is refused is told with its code, and without the token", async () => {
    const environment = await pod();
    await site.write("token", "an-outdated-token");
    await assert.rejects(site.api({}, environment).describeKeyPairs([]), (error: Error) => {
      assert.match(error.message, /AssumeRoleWithWebIdentity was refused with InvalidParameter\.WebIdentityTokenError/);
      assert.doesNotMatch(error.message, /an-outdated-token/);
      return true;
    });
  });
});

describe("a web identity", () => {
  const site = siteOfEachTest();

  it("is taken from the configuration or the environment, by the names of Tencent's providers", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    await site.control.patch("settings", { webIdentityToken: TOKEN });
    const read = `DescribeKeyPairs of ${accountId}`;
    const inConfig = { providerId: "GitHub", roleArn, webIdentityToken: TOKEN, sessionName: "ci" };
    const config = { "tencentcloud:assumeRoleWithWebIdentity": JSON.stringify(inConfig) };
    assert.equal((await site.reads(config)).at(-1), read);

    const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID: "GitHub" };
    const byToken = { ...role, TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN: TOKEN };
    const calls = await site.reads({}, byToken);
    assert.equal(calls.length, 2);
    assert.equal(calls.at(-1), read);

    const file = await site.write("token.json", JSON.stringify({ web_identity_token: TOKEN }));
    const byFile = { ...role, TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE: file };
    assert.equal((await site.reads({}, byFile)).at(-1), read);
  });

  it("lacks a role or a token where none is named", () => {
    const connect = (identity: object) =>
      site.connection({ "tencentcloud:assumeRoleWithWebIdentity": JSON.stringify(identity) });
    assert.throws(() => connect({ roleArn: "x" }), /has no webIdentityToken or webIdentityTokenFile/);
    assert.throws(() => connect({ webIdentityToken: "x" }), /has no roleArn/);
  });
});

describe("the role of a machine", () => {
  const site = siteOfEachTest();
  beforeEach(() => site.control.patch("settings", { metadataRole: "cvm-role" }));

  it("is never looked for unless it is asked for", async () => {
    const work = Promise.resolve().then(() => assert.throws(() => site.connection({}), /no credentials/));
    assert.deepEqual(await site.callsOf(work), []);
  });

  it("is taken by its name, from the configuration or the environment, and its credentials are renewed", async () => {
    const { accountId } = site.first;
    const expected = [`metadata of ${accountId}`, `DescribeKeyPairs of ${accountId}`];
    assert.deepEqual(await site.reads({ "tencentcloud:camRoleName": "cvm-role" }), expected);
    const api = site.api({}, { TENCENTCLOUD_CAM_ROLE_NAME: "cvm-role" });
    assert.deepEqual(await site.callsOf(api.describeKeyPairs([])), expected);
    assert.deepEqual(await site.callsOf(api.describeKeyPairs([])), expected.slice(1));
    await site.pass(7_200);
    assert.deepEqual(await site.callsOf(api.describeKeyPairs([])), expected);
  });

  it("may assume another one", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    const assumeRole = JSON.stringify({ roleArn });
    const config = { "tencentcloud:camRoleName": "cvm-role", "tencentcloud:assumeRole": assumeRole };
    const ofFirst = ["metadata", "AssumeRole"].map((action) => `${action} of ${site.first.accountId}`);
    assert.deepEqual(await site.reads(config), [...ofFirst, `DescribeKeyPairs of ${accountId}`]);
  });

  it("that the machine has not is told with the address, and what asked for it", async () => {
    const read = site.api({ "tencentcloud:camRoleName": "other" }).describeKeyPairs([]);
    await assert.rejects(read, (error: Error) => {
      assert.match(
        error.message,
        /no credentials at http:\/\/127\.0\.0\.1:\d+\/latest\/.*: it answered with HTTP status 404\..*tencentcloud:camRoleName/,
      );
      return true;
    });
  });

  it("is not waited for where nobody answers", async () => {
    await site.control.post("faults", { action: "metadata", effect: { hang: true } });
    const hurried: Clock = { ...site.clock, sleep: () => Promise.resolve() };
    await assert.rejects(machineRole("cvm-role", site.running.address, hurried), /nobody answered in 5 s/);
  });
});

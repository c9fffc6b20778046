import assert from "node:assert/strict";
import { siteOfEachTest } from "./site";

describe("a role that a key assumes", () => {
  const site = siteOfEachTest();
  const key = () => ({
    "tencentcloud:secretId": site.first.secretId,
    "tencentcloud:secretKey": site.first.secretKey,
  });
  const keyInEnvironment = () => ({
    TENCENTCLOUD_SECRET_ID: site.first.secretId,
    TENCENTCLOUD_SECRET_KEY: site.first.secretKey,
  });

  it("is that of the configuration, in the words of Tencent's Pulumi provider, with all that it may say", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    const assumeRole = JSON.stringify({
      roleArn,
      sessionName: "somebody",
      sessionDuration: 900,
      policy: '{"version": "2.0"}',
      externalId: "partner",
      sourceIdentity: "100",
      serialNumber: "qcs::cam:uin/1::mfa/softToken",
      tokenCode: "523886",
    });
    const config = { ...key(), "tencentcloud:assumeRole": assumeRole };
    await site.api(config).describeKeyPairs([]);
    const { calls } = await site.control.get<{ calls: { action: string; account: string; parameters: object }[] }>(
      "calls",
    );
    assert.deepEqual(
      calls.map(({ action, account }) => [action, account]),
      [
        ["AssumeRole", site.first.accountId],
        ["DescribeKeyPairs", accountId],
      ],
    );
    const { Policy, TokenCode, ...told }: Record<string, unknown> = { ...calls[0]?.parameters };
    assert.deepEqual(told, {
      RoleArn: roleArn,
      RoleSessionName: "somebody",
      DurationSeconds: 900,
      ExternalId: "partner",
      SourceIdentity: "100",
      SerialNumber: "qcs::cam:uin/1::mfa/softToken",
    });
    assert.equal(Policy, "%7B%22version%22%3A%20%222.0%22%7D");
    assert.ok(TokenCode);
  });

  it("is that of the environment, on top of the key of any source", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    const role = { TENCENTCLOUD_ASSUME_ROLE_ARN: roleArn, TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION: "0" };
    const expected = [`AssumeRole of ${site.first.accountId}`, `DescribeKeyPairs of ${accountId}`];
    assert.deepEqual(await site.reads(key(), role), expected);
    assert.deepEqual(await site.reads({}, { ...keyInEnvironment(), ...role }), expected);
  });

  it("is taken on once for a whole run, and anew before its credentials end", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    const assumeRole = JSON.stringify({ roleArn, sessionDuration: 900 });
    const api = site.api({ ...key(), "tencentcloud:assumeRole": assumeRole });
    const read = `DescribeKeyPairs of ${accountId}`;
    const assume = `AssumeRole of ${site.first.accountId}`;
    assert.deepEqual(await site.callsOf(Promise.all([api.describeKeyPairs([]), api.describeKeyPairs([])])), [
      assume,
      read,
      read,
    ]);
    await site.pass(800);
    assert.deepEqual(await site.callsOf(api.describeKeyPairs([])), [read]);
    await site.pass(41);
    assert.deepEqual(await site.callsOf(api.describeKeyPairs([])), [assume, read]);
  });

  it("is taken on anew where its token is refused, and the call is made again", async () => {
    const { roleArn } = await site.accountWithRole();
    const api = site.api({ ...key(), "tencentcloud:assumeRole": JSON.stringify({ roleArn }) });
    await api.describeKeyPairs([]);
    const effect = { code: "AuthFailure.TokenFailure" };
    await site.control.post("faults", { action: "DescribeKeyPairs", times: 1, effect });
    await site.control.delete("calls");
    const calls = await site.callsOf(api.describeKeyPairs([]));
    assert.deepEqual(
      calls.map((call) => call.split(" ")[0]),
      ["DescribeKeyPairs", "AssumeRole", "DescribeKeyPairs"],
    );
  });

  it("that is refused is told with the action, its code and its RequestId, and asked for again by the next call", async () => {
    const { accountId } = await site.account();
    const roleArn = `qcs::cam::uin/${accountId}:roleName/nobody`;
    const api = site.api({ ...key(), "tencentcloud:assumeRole": JSON.stringify({ roleArn }) });
    const refused = /^ApiError: AssumeRole was refused with ResourceNotFound\.RoleNotFound \(RequestId [0-9a-f-]{36}\)/;
    await assert.rejects(api.describeKeyPairs([]), (error) => refused.test(String(error)));
    await site.account({ accountId, roles: ["nobody"] });
    await api.describeKeyPairs([]);
  });

  it("that is badly told is refused before any call, without what it holds", () => {
    const fault = (assumeRole: string) => {
      try {
        site.connection({ ...key(), "tencentcloud:assumeRole": assumeRole });
      } catch (error) {
        return (error as Error).message;
      }
      return assert.fail("it should be refused");
    };
    assert.match(
      fault("qcs::cam::uin/1:roleName/x"),
      /^tencentcloud:assumeRole in the stack's configuration is not an object\. .* --path 'tencentcloud:assumeRole\.roleArn'/,
    );
    assert.match(
      fault("{}"),
      /^tencentcloud:assumeRole in the stack.s configuration has no roleArn\. Set it there; .* --path/,
    );
    assert.match(
      fault(JSON.stringify({ roleArn: "x", sessionDuration: 43_201 })),
      /^tencentcloud:assumeRole\.sessionDuration .* must be a whole number of seconds up to 43200\./,
    );
  });

  it("by SAML or after MFA is not taken for something else", () => {
    const config = { ...key(), "tencentcloud:assumeRoleWithSaml": "{}" };
    assert.throws(() => site.connection(config), /assumeRoleWithSaml .* is not supported.*tccli sso login/);
  });
});

describe("a list of accounts that may be used", () => {
  const site = siteOfEachTest();
  const config = (more: Record<string, string>) => ({
    "tencentcloud:secretId": site.first.secretId,
    "tencentcloud:secretKey": site.first.secretKey,
    ...more,
  });

  it("lets them in, at the cost of one question", async () => {
    const { accountId } = site.first;
    const api = site.api(config({ "tencentcloud:allowedAccountIds": JSON.stringify([accountId]) }));
    const calls = await site.callsOf(Promise.all([api.describeKeyPairs([]), api.describeKeyPairs([])]));
    const expected = ["GetCallerIdentity", "DescribeKeyPairs", "DescribeKeyPairs"];
    assert.deepEqual(
      calls,
      expected.map((action) => `${action} of ${accountId}`),
    );
  });

  it("keeps all others out, before they read or write anything", async () => {
    const { accountId } = site.first;
    const refused = async (setting: Record<string, string>, why: RegExp) => {
      const read = site.api(config(setting)).describeKeyPairs([]);
      assert.deepEqual(await site.callsOf(assert.rejects(read, why)), [`GetCallerIdentity of ${accountId}`]);
    };
    await refused(
      { "tencentcloud:allowedAccountIds": '["100000000009"]' },
      new RegExp(`account ${accountId}, and tencentcloud:allowedAccountIds .* does not name it`),
    );
    await refused({ "tencentcloud:forbiddenAccountIds": `[${accountId}]` }, /forbiddenAccountIds .* names it/);
  });
});

import { strict as assert } from "node:assert";
import type { Signer } from "./signedRequest";
import { responseOf, TestLighthouse } from "./testLighthouse";

const STS = { version: "2018-08-13", region: null } as const;

interface Credentials {
  TmpSecretId: string;
  TmpSecretKey: string;
  Token: string;
}

describe("temporary credentials", () => {
  let lighthouse: TestLighthouse;
  let RoleArn = "";
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  beforeEach(async () => {
    await lighthouse.reset();
    const { accountId } = lighthouse.running;
    await lighthouse.seed({ accounts: [{ accountId, roles: ["deployer"] }] });
    RoleArn = `qcs::cam::uin/${accountId}:roleName/deployer`;
  });
  const RoleSessionName = "tests";
  const signer = ({ TmpSecretId, TmpSecretKey, Token }: Credentials): Signer => ({
    secretId: TmpSecretId,
    secretKey: TmpSecretKey,
    token: Token,
  });
  const assume = async (more: object = {}) => {
    const reply = await lighthouse.ok("AssumeRole", { RoleArn, RoleSessionName, ...more }, STS);
    return { reply, as: signer(reply.Credentials as Credentials) };
  };

  it("are given for a role, sign calls, and end", async () => {
    const { reply, as } = await assume({ DurationSeconds: 900 });
    const { nowMs } = await lighthouse.control<{ nowMs: number }>("GET", "/time");
    assert.equal(reply.ExpiredTime, Math.floor(nowMs / 1000) + 900);
    assert.equal(Date.parse(String(reply.Expiration)) / 1000, reply.ExpiredTime);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as }), "");
    await lighthouse.pass(900_000);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as }), "AuthFailure.TokenFailure");
  });

  it("do not sign without their token, or with another", async () => {
    const { as } = await assume();
    const { secretId, secretKey } = as;
    const failure = "AuthFailure.TokenFailure";
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as: { secretId, secretKey } }), failure);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as: { ...as, token: "other" } }), failure);
  });

  it("can be seeded", async () => {
    const seed = { accounts: [{ secretId: "LOCALIDtemp", secretKey: "k", token: "t", expiresInSeconds: 60 }] };
    await lighthouse.seed(seed);
    const as = { secretId: "LOCALIDtemp", secretKey: "k", token: "t" };
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as }), "");
    await lighthouse.pass(60_000);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as }), "AuthFailure.TokenFailure");
  });

  it("act for the role, as GetCallerIdentity tells", async () => {
    const { accountId } = lighthouse.running;
    const own = await lighthouse.ok("GetCallerIdentity", {}, STS);
    assert.deepEqual([own.AccountId, own.UserId, own.Type], [accountId, accountId, "CAMUser"]);
    const { as } = await assume();
    const role = await lighthouse.ok("GetCallerIdentity", {}, { ...STS, as });
    assert.deepEqual([role.AccountId, role.Type], [accountId, "CAMRole"]);
    assert.match(String(role.Arn), /assumed-role/);
    assert.match(String(role.UserId), /:tests$/);
  });

  it("let one account act in another", async () => {
    const other = "100088888888";
    const made = await lighthouse.seed({
      accounts: [{ accountId: other, roles: ["visitor"] }],
      instances: [{ accountId: other }],
    });
    const { as } = await assume({ RoleArn: `qcs::cam::uin/${other}:roleName/visitor` });
    const { TotalCount } = await lighthouse.ok("DescribeInstances", { InstanceIds: made.instanceIds }, { as });
    assert.equal(TotalCount, 1);
  });

  it("are refused for an unknown role, a malformed name and too long a time", async () => {
    const code = (more: object) => lighthouse.code("AssumeRole", { RoleArn, RoleSessionName, ...more }, STS);
    const unknown = RoleArn.replace("deployer", "nobody");
    assert.equal(await code({ RoleArn: unknown }), "ResourceNotFound.RoleNotFound");
    assert.equal(await code({ RoleArn: "deployer" }), "InvalidParameter.ParamError");
    assert.equal(await code({ RoleSessionName: "a" }), "InvalidParameter.ParamError");
    assert.equal(await code({ DurationSeconds: 43_201 }), "InvalidParameter.OverTimeError");
    assert.equal(await code({ DurationSeconds: "1800" }), "");
  });

  it("are given for a token of an identity provider without a signature", async () => {
    const body = { ProviderId: "OIDC", WebIdentityToken: "eyJ0b2tlbiI", RoleArn, RoleSessionName };
    const unsigned = async (action: string, parameters: object, version = "2018-08-13") => {
      const headers = {
        "Content-Type": "application/json",
        "X-TC-Action": action,
        "X-TC-Version": version,
        "X-TC-Timestamp": String(Math.floor(Date.now() / 1000)),
        Authorization: "SKIP",
      };
      const init = { method: "POST", headers, body: JSON.stringify(parameters) };
      return await responseOf(await fetch(lighthouse.running.address, init));
    };
    const { Credentials } = await unsigned("AssumeRoleWithWebIdentity", body);
    const as = signer(Credentials as Credentials);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as }), "");
    await lighthouse.control("PATCH", "/settings", { webIdentityToken: "the-right-one" });
    const wrong = await unsigned("AssumeRoleWithWebIdentity", body);
    assert.equal(wrong.Error?.Code, "InvalidParameter.WebIdentityTokenError");
    const other = await unsigned("DescribeInstances", {}, "2020-03-24");
    assert.equal(other.Error?.Code, "AuthFailure.InvalidAuthorization");
    assert.ok(!JSON.stringify(await lighthouse.control("GET", "/calls")).includes("eyJ0b2tlbiI"));
  });

  it("come from the metadata address of a machine that has a role, and are renewed", async () => {
    const folder = `${lighthouse.running.metadata}/cam/security-credentials/`;
    assert.equal((await fetch(folder)).status, 404);
    await lighthouse.control("PATCH", "/settings", { metadataRole: "machine", metadataSeconds: 3600 });
    assert.equal(await (await fetch(folder)).text(), "machine");
    assert.equal((await fetch(`${folder}nobody`)).status, 404);
    const given = async () => (await (await fetch(`${folder}machine`)).json()) as Credentials & { Code: string };
    const first = await given();
    assert.equal(first.Code, "Success");
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as: signer(first) }), "");
    assert.equal((await given()).Token, first.Token);
    await lighthouse.pass(1_900_000);
    assert.notEqual((await given()).Token, first.Token);
    assert.equal(await lighthouse.code("DescribeInstances", {}, { as: signer(first) }), "");
  });

  it("are all that there is at the metadata address, with or without a slash at its end", async () => {
    await lighthouse.control("PATCH", "/settings", { metadataRole: "machine" });
    const root = lighthouse.running.metadata;
    const shown = await fetch(`${root}/cam/security-credentials`);
    assert.deepEqual([shown.status, await shown.text()], [200, "machine"]);
    const others = await Promise.all(["/cam/", "/instance-id", ""].map((path) => fetch(`${root}${path}`)));
    assert.deepEqual(
      others.map(({ status }) => status),
      [404, 404, 404],
    );
  });

  it("do not come from a metadata address under a fault", async () => {
    await lighthouse.control("PATCH", "/settings", { metadataRole: "machine" });
    const folder = `${lighthouse.running.metadata}/cam/security-credentials/`;
    await lighthouse.control("POST", "/faults", { action: "metadata", effect: { http: 503 }, times: 1 });
    assert.equal((await fetch(folder)).status, 503);
    await lighthouse.control("POST", "/faults", { action: "metadata", effect: { code: "Broken" }, times: 1 });
    assert.equal((await fetch(folder)).status, 500);
    await lighthouse.control("POST", "/faults", { action: "metadata", effect: { reset: "before" }, times: 1 });
    await assert.rejects(fetch(folder));
    assert.equal((await fetch(folder)).status, 200);
  });
});

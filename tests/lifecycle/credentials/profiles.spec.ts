import assert from "node:assert/strict";
import { join } from "node:path";
import { ambientRegion } from "../../../provider/configuration";
import { type Account, siteOfEachTest, type Values } from "./site";

/** A profile as `tccli configure` writes it. */
const tccli = ({ secretId, secretKey }: Account, more: object = {}): string =>
  JSON.stringify({ secretId, secretKey, ...more });

/** A section as Tencent's SDKs read it. */
const section = (name: string, { secretId, secretKey }: Account): string =>
  `; made by hand\n[${name}]\nsecret_id = ${secretId}\nsecret_key="${secretKey}"\n`;

describe("credentials in a profile", () => {
  const site = siteOfEachTest();
  const readsOf = ({ accountId }: Account): string[] => [`DescribeKeyPairs of ${accountId}`];

  it("of tccli are taken, the default one where none is named", async () => {
    const other = await site.account();
    await site.write(".tccli/default.credential", tccli(site.first));
    await site.write(".tccli/team.credential", tccli(other));

    assert.deepEqual(await site.reads({}), readsOf(site.first));
    assert.deepEqual(await site.reads({}, { TCCLI_PROFILE: "team" }), readsOf(other));
    assert.deepEqual(await site.reads({}, { TENCENTCLOUD_PROFILE: "team", TCCLI_PROFILE: "x" }), readsOf(other));
    assert.deepEqual(await site.reads({ "tencentcloud:profile": "team" }), readsOf(other));
  });

  it("of tccli may be in a folder that is named, in the words of Tencent's Pulumi provider", async () => {
    await site.write("shared/default.credential", tccli(site.first));
    assert.deepEqual(await site.reads({ "tencentcloud:sharedCredentialsDir": "~/shared" }), readsOf(site.first));
    const environment = { TENCENTCLOUD_SHARED_CREDENTIALS_DIR: join(site.home, "shared") };
    assert.deepEqual(await site.reads({}, environment), readsOf(site.first));
  });

  it("of tccli may name a role to assume", async () => {
    const { accountId, roleArn } = await site.accountWithRole();
    const role = { "role-arn": roleArn, "role-session-name": "somebody" };
    await site.write(".tccli/default.credential", tccli(site.first, role));
    assert.deepEqual(await site.reads({}), [
      `AssumeRole of ${site.first.accountId}`,
      `DescribeKeyPairs of ${accountId}`,
    ]);
  });

  it("of tccli may ask for the machine's role", async () => {
    await site.control.patch("settings", { metadataRole: "cvm-role" });
    await site.write(".tccli/default.credential", JSON.stringify({ type: "cvm-role" }));
    const [folder, role, read] = await site.reads({});
    assert.deepEqual([folder, role], Array<string>(2).fill(`metadata of ${site.first.accountId}`));
    assert.deepEqual([read], readsOf(site.first));
  });

  it("of tccli that have ended are told as such, with the command that brings new ones; those are taken", async () => {
    const login = async (seconds: number) => {
      const { accountId } = site.first;
      const key = { secretId: `AKID${seconds}`, secretKey: "k", token: `token ${seconds}` };
      await site.account({ accountId, ...key, expiresInSeconds: seconds });
      const ends = { type: "sso", token: key.token, expiresAt: site.clock.now() / 1_000 + seconds };
      await site.write(".tccli/default.credential", tccli({ accountId, ...key }, ends));
    };
    await login(600);
    const api = site.api({});
    await api.describeKeyPairs([]);
    await site.pass(601);
    await assert.rejects(api.describeKeyPairs([]), (error: Error) => {
      assert.equal(
        error.message,
        `the credentials in ${site.home}/.tccli/default.credential have expired. Run: tccli sso login --profile default`,
      );
      return true;
    });
    await login(900);
    assert.equal((await site.callsOf(api.describeKeyPairs([]))).at(-1), readsOf(site.first)[0]);
  });

  it("of the SDKs are taken where tccli has none of that name", async () => {
    const other = await site.account();
    await site.write(".tencentcloud/credentials", section("default", site.first) + section("team", other));
    await site.write(".tccli/unrelated.credential", tccli(other));

    assert.deepEqual(await site.reads({}), readsOf(site.first));
    assert.deepEqual(await site.reads({}, { TENCENTCLOUD_PROFILE: "team" }), readsOf(other));
    const file = await site.write("elsewhere.ini", section("default", other));
    assert.deepEqual(await site.reads({}, { TENCENTCLOUD_CREDENTIALS_FILE: file }), readsOf(other));
  });

  it("come after those of the configuration and the environment", async () => {
    const other = await site.account();
    await site.write(".tccli/default.credential", tccli(other));
    const { secretId, secretKey } = site.first;
    const config = { "tencentcloud:secretId": secretId, "tencentcloud:secretKey": secretKey };
    const environment = { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey };
    assert.deepEqual(await site.reads(config), readsOf(site.first));
    assert.deepEqual(await site.reads({}, environment), readsOf(site.first));
  });

  it("bring their region with them, where nothing else names one", async () => {
    const regionOf = (config: Values, environment: Values = {}) =>
      ambientRegion({ get: (key) => config[key] }, { HOME: site.home, ...environment })?.value;
    await site.write(".tccli/default.configure", JSON.stringify({ _sys_param: { region: "ap-tokyo" } }));
    assert.equal(regionOf({}), undefined);
    await site.write(".tccli/default.credential", tccli(site.first));
    assert.equal(regionOf({}), "ap-tokyo");
    assert.equal(regionOf({ "tencentcloud:region": "ap-beijing" }), "ap-beijing");
    assert.equal(regionOf({}, { TENCENTCLOUD_REGION: "ap-seoul" }), "ap-seoul");
    assert.equal(regionOf({}, { TENCENTCLOUD_SECRET_ID: "a", TENCENTCLOUD_SECRET_KEY: "b" }), undefined);
  });
});

describe("a profile that is broken", () => {
  const site = siteOfEachTest();
  const refused = (environment: Values = {}) => {
    try {
      site.connection({}, environment);
    } catch (error) {
      assert.ok(error instanceof Error);
      assert.equal(error.name, "ConfigurationError");
      return error.message.replaceAll(site.home, "~");
    }
    return assert.fail("it should be refused");
  };

  it("stops the search, and is told with its file, what is wrong and what to do, and without what it holds", async () => {
    const path = ".tccli/default.credential";
    await site.write(path, '{"secretId": "AKIDsecret"');
    assert.equal(refused(), `~/${path} does not hold a JSON object. Write it anew: tccli configure --profile default`);
    await site.write(path, JSON.stringify({ secretId: "AKIDsecret" }));
    assert.equal(refused(), `secretId in ~/${path} is set but secretKey in ~/${path} is not; set both or neither.`);
    await site.write(path, JSON.stringify({}));
    await site.write(".tencentcloud/credentials", "[default]\nsecret_id\n");
    assert.equal(
      refused(),
      "line 2 of ~/.tencentcloud/credentials is neither a section such as [default] nor a setting such as secret_id = ... in one.",
    );
    await site.write(".tencentcloud/credentials", "[default]\nsecret_key = AKIDsecret\n");
    assert.match(
      refused(),
      /^secret_key in \[default\] of ~\/\.tencentcloud\/credentials is set but secret_id .* is not/,
    );
  });

  it("is one that is named and nowhere", async () => {
    assert.match(
      refused({ TENCENTCLOUD_PROFILE: "prod" }),
      /^the variable TENCENTCLOUD_PROFILE names the profile "prod", which is nowhere: looked in ~\/\.tccli\/prod\.credential and \[prod\] of ~\/\.tencentcloud\/credentials or .* tccli configure --profile prod/,
    );
    assert.match(refused({ TCCLI_PROFILE: "../prod" }), /^the variable TCCLI_PROFILE is not the name of a profile/);
  });

  it("is one whose file cannot be read", async () => {
    // A folder in its place: the superuser, too, cannot read that.
    await site.write(".tccli/default.credential/file", "");
    assert.equal(refused(), "~/.tccli/default.credential cannot be read (EISDIR). Make it readable, or take it away.");
  });
});

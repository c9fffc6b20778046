import assert from "node:assert/strict";
import { ambientRegion } from "../../../provider/configuration.js";
import { NoCredentials } from "../../../provider/credentials/credentials.js";
import { ConfigurationError } from "../../../provider/settings.js";
import { configOf, connection, faultOf, KEY, type Values } from "./settingsOf.js";

const ENVIRONMENT_KEY = {
  TENCENTCLOUD_SECRET_ID: "AKIDenvironment",
  TENCENTCLOUD_SECRET_KEY: "key of the environment",
};

const credentialsOf = (config: Values, environment: Values = {}) => connection(config, environment).credentials.get();

describe("credentials", () => {
  it("come from the stack's configuration first", async () => {
    assert.deepEqual(await credentialsOf(KEY, ENVIRONMENT_KEY), {
      secretId: "AKIDconfig",
      secretKey: "key of the config",
    });
  });

  it("come from the environment where the configuration has none", async () => {
    assert.deepEqual(await credentialsOf({}, ENVIRONMENT_KEY), {
      secretId: "AKIDenvironment",
      secretKey: "key of the environment",
    });
  });

  it("are one source's only: a token of the environment does not go with a key of the configuration", async () => {
    const credentials = await credentialsOf(KEY, { ...ENVIRONMENT_KEY, TENCENTCLOUD_TOKEN: "token" });
    assert.deepEqual(credentials, { secretId: "AKIDconfig", secretKey: "key of the config" });
  });

  it("hold the token of the configuration", async () => {
    const credentials = await credentialsOf({ ...KEY, "tencentcloud:securityToken": "token" });
    assert.equal(credentials.securityToken, "token");
  });

  it("hold the token of the environment under each of its three names, in a fixed order", async () => {
    const tokenOf = async (tokens: Values) =>
      (await credentialsOf({}, { ...ENVIRONMENT_KEY, ...tokens })).securityToken;
    const all = { TENCENTCLOUD_TOKEN: "3", TENCENTCLOUD_SESSION_TOKEN: "2", TENCENTCLOUD_SECURITY_TOKEN: "1" };
    assert.equal(await tokenOf(all), "1");
    assert.equal(await tokenOf({ ...all, TENCENTCLOUD_SECURITY_TOKEN: undefined }), "2");
    assert.equal(await tokenOf({ TENCENTCLOUD_TOKEN: "3" }), "3");
    assert.equal(await tokenOf({}), undefined);
  });

  it("are freed of the blanks that come with pasting", async () => {
    const pasted = { "tencentcloud:secretId": " AKIDconfig\n", "tencentcloud:secretKey": "\tkey\r\n" };
    assert.deepEqual(await credentialsOf(pasted), { secretId: "AKIDconfig", secretKey: "key" });
  });

  it("count as missing where they are empty", async () => {
    const empty = { "tencentcloud:secretId": "", "tencentcloud:secretKey": "  " };
    assert.equal((await credentialsOf(empty, ENVIRONMENT_KEY)).secretId, "AKIDenvironment");
  });

  it("stop at half a pair, and the half that is missing is named", () => {
    assert.equal(
      faultOf({ "tencentcloud:secretId": "AKIDconfig" }, ENVIRONMENT_KEY),
      "tencentcloud:secretId is set but tencentcloud:secretKey is not; set both or neither.",
    );
    assert.equal(
      faultOf({ "tencentcloud:secretKey": "k" }, ENVIRONMENT_KEY),
      "tencentcloud:secretKey is set but tencentcloud:secretId is not; set both or neither.",
    );
    assert.equal(
      faultOf({}, { TENCENTCLOUD_SECRET_KEY: "k" }),
      "TENCENTCLOUD_SECRET_KEY is set but TENCENTCLOUD_SECRET_ID is not; set both or neither.",
    );
  });
});

describe("what is missing from the configuration", () => {
  it("is told with every place where credentials were looked for, and the command that sets them", () => {
    const fault = faultOf({}, { HOME: "/folder/of-nobody" });
    for (const place of [
      "no credentials for Tencent Cloud were found",
      "tencentcloud:secretId",
      "tencentcloud:assumeRoleWithWebIdentity",
      "tencentcloud:camRoleName",
      "TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY",
      "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN",
      "/folder/of-nobody/.tccli/default.credential",
      "[default] of /folder/of-nobody/.tencentcloud/credentials or /etc/tencentcloud/credentials",
      "TKE_ROLE_ARN",
      "TENCENTCLOUD_CAM_ROLE_NAME",
      "pulumi config set --secret tencentcloud:secretId",
    ]) {
      assert.ok(fault.includes(place), `${place} in: ${fault}`);
    }
  });

  it("is told apart: a preview can do without any credentials, and not with half a pair", () => {
    assert.throws(() => connection({}), NoCredentials);
    assert.throws(() => connection({ "tencentcloud:secretId": "AKIDconfig" }), ConfigurationError);
  });

  it("never has a value of it in its message", () => {
    const secrets = { TENCENTCLOUD_SECRET_ID: "AKIDsecret", TENCENTCLOUD_TOKEN: "AKIDsecret" };
    assert.doesNotMatch(faultOf({}, secrets), /AKIDsecret/);
    assert.doesNotMatch(faultOf({ ...KEY, "tencentcloud:endpoint": "AKIDsecret@host" }), /AKIDsecret/);
    assert.doesNotMatch(faultOf({ ...KEY, "tencentcloud:protocol": "AKIDsecret" }), /AKIDsecret/);
  });
});

describe("a default region", () => {
  it("comes from the configuration before the environment, and its source is known", () => {
    const environment = { TENCENTCLOUD_REGION: "ap-tokyo" };
    assert.deepEqual(ambientRegion(configOf({ "tencentcloud:region": "ap-beijing" }), environment), {
      value: "ap-beijing",
      source: "tencentcloud:region in the stack's configuration",
    });
    assert.deepEqual(ambientRegion(configOf({}), environment), {
      value: "ap-tokyo",
      source: "the variable TENCENTCLOUD_REGION",
    });
    assert.equal(ambientRegion(configOf({}), {}), undefined);
  });
});

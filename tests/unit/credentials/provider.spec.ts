import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "../../../sdk/provider.js";

const OTHER_KEY = { secretId: "AKIDother", secretKey: "key of the other" };

/** A value as the engine is handed a secret. */
const secret = (value: string) => ({ [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig, value });

/** What the engine is asked to register for a provider of a stack with this configuration. */
async function registered(args: ProviderArgs, config: Record<string, string> = {}): Promise<Record<string, unknown>> {
  pulumi.runtime.setAllConfig(config);
  let inputs: Record<string, unknown> = {};
  await pulumi.runtime.setMocks({
    newResource: (resource) => {
      assert.equal(resource.type, "pulumi:providers:pulumi-nodejs");
      inputs = resource.inputs;
      return { id: "id", state: resource.inputs };
    },
    call: () => ({}),
  });
  const provider = new Provider("other", args);
  await new Promise((resolve) => provider.id.apply(resolve));
  await pulumi.runtime.disconnect();
  pulumi.runtime.setAllConfig({});
  return inputs;
}

describe("a provider", () => {
  it("hands its settings over under the names that the stack's configuration has them by, objects as JSON", async () => {
    const inputs = await registered({
      profile: "team",
      region: "ap-tokyo",
      assumeRole: { roleArn: "qcs::cam::uin/1:roleName/x", sessionDuration: 900 },
      allowedAccountIds: ["1", "2"],
      enablePodOidc: true,
    });
    assert.deepEqual(inputs, {
      "lighthouse:provider": "other",
      "lighthouse:ownCredentials": "true",
      "tencentcloud:profile": "team",
      "tencentcloud:region": "ap-tokyo",
      "tencentcloud:assumeRole": secret('{"roleArn":"qcs::cam::uin/1:roleName/x","sessionDuration":900}'),
      "tencentcloud:allowedAccountIds": '["1","2"]',
      "tencentcloud:enablePodOidc": "true",
    });
  });

  it("takes from the stack what it does not name: the credentials all together, the rest one by one", async () => {
    const stack = {
      "tencentcloud:secretId": "AKIDstack",
      "tencentcloud:secretKey": "key of the stack",
      "tencentcloud:assumeRole": '{"roleArn":"of the stack"}',
      "tencentcloud:region": "ap-guangzhou",
      "tencentcloud:endpoint": "http://localhost:1",
    };
    const { "lighthouse:provider": _, ...inherited } = await registered({ region: "ap-tokyo" }, stack);
    assert.deepEqual(inherited, {
      "tencentcloud:secretId": secret("AKIDstack"),
      "tencentcloud:secretKey": secret("key of the stack"),
      "tencentcloud:assumeRole": secret('{"roleArn":"of the stack"}'),
      "tencentcloud:region": "ap-tokyo",
      "tencentcloud:endpoint": "http://localhost:1",
    });

    const own = await registered(OTHER_KEY, stack);
    assert.deepEqual(own, {
      "lighthouse:provider": "other",
      "lighthouse:ownCredentials": "true",
      "tencentcloud:secretId": secret("AKIDother"),
      "tencentcloud:secretKey": secret("key of the other"),
      "tencentcloud:region": "ap-guangzhou",
      "tencentcloud:endpoint": "http://localhost:1",
    });
    const elsewhere = await registered({ domain: "intl.tencentcloudapi.com" }, stack);
    assert.equal(elsewhere["tencentcloud:endpoint"], undefined);
  });

  it("refuses an argument that it does not know", () => {
    const args: object = { secretID: "x" };
    assert.throws(
      () => new Provider("other", args),
      /^Error: Provider "other" has no argument "secretID"; it takes secretId, secretKey, /,
    );
  });

  it("refuses at once what is known to be wrong, by its name and without its value, whatever is yet to come", () => {
    const wrong = (args: ProviderArgs, why: RegExp) => assert.throws(() => new Provider("other", args), why);
    const secretKey = pulumi.secret("s");
    wrong(
      { secretId: "AKIDx", secretKey, endpoint: "AKID x" },
      /^Error: endpoint of Provider "other" is not an endpoint/,
    );
    wrong({ secretKey }, /^Error: secretKey of Provider "other" is set but secretId of Provider "other" is not/);
    wrong({ assumeRole: { roleArn: "" } }, /^Error: assumeRole of Provider "other" has no roleArn/);
    wrong({ proxy: "socks5://p" }, /^Error: proxy of Provider "other" is not an HTTP proxy/);
    wrong({ protocol: "ftp" }, /^Error: protocol of Provider "other" must be https or http/);
  });
});

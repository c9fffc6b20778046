import assert from "node:assert/strict";
import { ApiError } from "../../../provider/apiError.js";
import { connectionFrom } from "../../../provider/configuration.js";
import { KeyPairApi } from "../../../provider/keyPair/keyPairApi.js";
import { LighthouseApi } from "../../../provider/lighthouseApi.js";
import { type Answer, withServer } from "../httpServer.js";
import { KEY_A, REGION } from "../ids.js";
import { CONFIG } from "../scene.js";

const PRIVATE = "MIIEpAIBAAKCAQEAwq9poX5ecq9OZk8mNTvi43Z";

/** What one call gives, or fails with, when the service answers so, and what was sent. */
async function asked(answer: Answer, call: (api: KeyPairApi) => Promise<unknown>) {
  return withServer(
    () => answer,
    async (endpoint, received) => {
      const values: Record<string, string | undefined> = { ...CONFIG, "tencentcloud:endpoint": `http://${endpoint}` };
      const api = new LighthouseApi(REGION, connectionFrom({ get: (key) => values[key] }, {}));
      const result = await call(new KeyPairApi(api, REGION)).catch((error: unknown) => error);
      return { result, sent: received.map(({ body }): unknown => JSON.parse(body)) };
    },
  );
}

const reply = (fields: object): Answer => ({ body: JSON.stringify({ Response: { RequestId: "r-1", ...fields } }) });

describe("the calls of a key pair", () => {
  it("send what is set, and tags in the names of the wire", async () => {
    const made = { KeyId: KEY_A, KeyName: "deploy", PublicKey: "ssh-rsa AAAA skey-1 ", PrivateKey: PRIVATE };
    const created = await asked(reply({ KeyPair: made }), (api) => api.createKeyPair({ keyName: "deploy", tags: {} }));
    assert.deepEqual(created.sent, [{ KeyName: "deploy" }]);
    assert.deepEqual(created.result, { keyId: KEY_A, publicKey: "ssh-rsa AAAA skey-1", privateKey: PRIVATE });

    const wanted = { keyName: "deploy", publicKey: "ssh-rsa AAAA", tags: { role: "web" } };
    const imported = await asked(reply({ KeyId: KEY_A }), (api) => api.importKeyPair(wanted));
    assert.deepEqual(imported.sent, [
      { KeyName: "deploy", PublicKey: "ssh-rsa AAAA", Tags: [{ Key: "role", Value: "web" }] },
    ]);
    assert.equal(imported.result, KEY_A);

    const deleted = await asked(reply({}), (api) => api.deleteKeyPair(KEY_A));
    assert.deepEqual(deleted.sent, [{ KeyIds: [KEY_A] }]);
  });

  it("tell the quota, where the service does", async () => {
    const row = { ResourceName: "USER_KEY_PAIR", ResourceQuotaAvailable: 0, ResourceQuotaTotal: 10 };
    const told = await asked(reply({ GeneralResourceQuotaSet: [row] }), (api) => api.quota());
    assert.deepEqual(told.sent, [{ ResourceNames: ["USER_KEY_PAIR"] }]);
    assert.deepEqual(told.result, { available: 0, total: 10 });
    assert.equal((await asked(reply({}), (api) => api.quota())).result, undefined);
  });

  it("take an answer without what it promises for none: nobody knows whether it took place", async () => {
    const create = (api: KeyPairApi) => api.createKeyPair({ keyName: "deploy", tags: {} });
    const withoutKey = await asked(reply({ KeyPair: { KeyId: KEY_A, PrivateKey: "null" } }), create);
    const withoutId = await asked(reply({}), (api) => {
      return api.importKeyPair({ keyName: "deploy", publicKey: "ssh-rsa AAAA", tags: {} });
    });
    for (const { result } of [withoutKey, withoutId]) {
      assert.ok(result instanceof ApiError);
      assert.equal(result.kind, "unknown");
    }
  });

  it("never quote from an answer that cannot be read, since a private key may stand in it", async () => {
    const bodies = [`"PrivateKey": ${PRIVATE}`, `{"Response":{"KeyPair":{"PrivateKey":${PRIVATE}`, PRIVATE];
    for (const body of bodies) {
      const { result } = await asked({ body }, (api) => api.createKeyPair({ keyName: "deploy", tags: {} }));
      assert.ok(result instanceof ApiError);
      assert.equal(result.kind, "unknown");
      assert.doesNotMatch(`${result.message} ${result.stack}`, /MIIE|PrivateK/);
    }
  });
});

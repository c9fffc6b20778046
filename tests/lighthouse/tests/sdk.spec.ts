import { strict as assert } from "node:assert";
import type { ClientConfig } from "tencentcloud-sdk-nodejs/tencentcloud/common/interface";
import { Client } from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client";
import { TestLighthouse } from "./testLighthouse";

type HttpProfile = NonNullable<NonNullable<ClientConfig["profile"]>["httpProfile"]>;
type SignMethod = NonNullable<NonNullable<ClientConfig["profile"]>["signMethod"]>;

describe("Tencent's own SDK for Node", () => {
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start({ operationMs: 0 });
  });
  after(() => lighthouse.stop());
  const client = (signMethod: SignMethod, reqMethod: "GET" | "POST", more: Partial<HttpProfile> = {}) => {
    const { secretId, secretKey, endpoint, region } = lighthouse.running;
    const httpProfile = { endpoint, protocol: "http://", reqMethod, ...more };
    return new Client({ credential: { secretId, secretKey }, region, profile: { signMethod, httpProfile } });
  };

  it("is understood in every way that it signs, by IP address and by name", async () => {
    const [, port = ""] = lighthouse.running.endpoint.split(":");
    const clients = [
      client("TC3-HMAC-SHA256", "POST"),
      client("TC3-HMAC-SHA256", "GET"),
      client("HmacSHA256", "POST"),
      client("HmacSHA1", "POST"),
      client("HmacSHA256", "GET"),
      client("HmacSHA1", "GET"),
      client("TC3-HMAC-SHA256", "POST", { endpoint: `localhost:${port}` }),
    ];
    const { instanceIds } = await lighthouse.seed({ instances: 1 });
    const request = { InstanceIds: instanceIds, Limit: 5 };
    const totals = await Promise.all(clients.map(async (each) => (await each.DescribeInstances(request)).TotalCount));
    assert.deepEqual(totals, Array(7).fill(1));
  });

  it("binds and unbinds", async () => {
    const { keyIds: KeyIds, instanceIds: InstanceIds } = await lighthouse.seed({ keyPairs: 2, instances: 2 });
    const sdk = client("TC3-HMAC-SHA256", "POST");
    const { RequestId } = await sdk.AssociateInstancesKeyPairs({ KeyIds, InstanceIds });
    const { InstanceSet } = await sdk.DescribeInstances({ InstanceIds });
    assert.deepEqual(
      InstanceSet?.map(({ LatestOperationRequestId }) => LatestOperationRequestId),
      [RequestId, RequestId],
    );
    await sdk.DisassociateInstancesKeyPairs({ KeyIds, InstanceIds });
    const { KeyPairSet } = await sdk.DescribeKeyPairs({ KeyIds });
    assert.deepEqual(
      KeyPairSet?.map(({ AssociatedInstanceIds }) => AssociatedInstanceIds),
      [[], []],
    );
  });

  it("gets code, message and RequestId of a refusal", async () => {
    const unknown = client("TC3-HMAC-SHA256", "POST").StartInstances({ InstanceIds: ["lhins-unknown0"] });
    await assert.rejects(unknown, (error: { code?: string; requestId?: string; message?: string }) => {
      assert.equal(error.code, "ResourceNotFound.InstanceIdNotFound");
      assert.match(error.requestId ?? "", /^[0-9a-f-]{36}$/);
      assert.match(error.message ?? "", /lhins-unknown0/);
      return true;
    });
  });
});

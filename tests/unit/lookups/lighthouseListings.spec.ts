import assert from "node:assert/strict";
import { connectionFrom } from "../../../provider/configuration.js";
import { LighthouseApi } from "../../../provider/lighthouseApi.js";
import { LighthouseListings } from "../../../provider/lookups/lighthouseListings.js";
import { type Answer, withServer } from "../httpServer.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "../ids.js";
import { CONFIG } from "../scene.js";

/** What one call gives when the service answers so, and what was sent. */
async function asked<T>(fields: object, call: (listings: LighthouseListings) => Promise<T>) {
  const answer: Answer = { body: JSON.stringify({ Response: { RequestId: "r-1", ...fields } }) };
  return withServer(
    () => answer,
    async (endpoint, received) => {
      const values: Record<string, string | undefined> = { ...CONFIG, "tencentcloud:endpoint": `http://${endpoint}` };
      const api = new LighthouseApi(REGION, connectionFrom({ get: (key) => values[key] }, {}));
      const result = await call(new LighthouseListings(api));
      return { result, sent: received.map(({ body }): unknown => JSON.parse(body)) };
    },
  );
}

describe("the lists of Lighthouse", () => {
  it("are asked for by page, filters and ids, and with nothing that is not given", async () => {
    const empty = { TotalCount: 0, InstanceSet: [], KeyPairSet: [] };
    const { sent } = await asked(empty, async (listings) => [
      await listings.instances({ offset: 0 }),
      await listings.instances({ offset: 99, filters: [{ name: "tag:role", values: ["web"] }] }),
      await listings.keyPairs({ offset: 0, ids: [KEY_A] }),
    ]);

    assert.deepEqual(sent, [
      { Limit: 100, Offset: 0 },
      { Limit: 100, Offset: 99, Filters: [{ Name: "tag:role", Values: ["web"] }] },
      { Limit: 100, Offset: 0, KeyIds: [KEY_A] },
    ]);
  });

  it("tell of an instance what it is, where it is reached, its keys and its tags, sorted", async () => {
    const row = {
      InstanceId: ONE,
      InstanceName: "web",
      InstanceState: "RUNNING",
      PlatformType: "LINUX_UNIX",
      Platform: "UBUNTU",
      OsName: "Ubuntu",
      Zone: "ap-guangzhou-3",
      BundleId: "bundle",
      BlueprintId: "lhbp-1",
      PublicAddresses: ["198.51.100.7"],
      PrivateAddresses: ["10.0.0.7"],
      LoginSettings: { KeyIds: [KEY_B, KEY_A] },
      Tags: [
        { Key: "b", Value: "2" },
        { Key: "a", Value: "1" },
      ],
      CreatedTime: "2026-01-01T00:00:00Z",
      ExpiredTime: "2027-01-01T00:00:00Z",
      Uuid: "not told",
    };
    const { result } = await asked({ TotalCount: 1, InstanceSet: [row] }, (lists) => lists.instances({ offset: 0 }));

    const instance = {
      instanceId: ONE,
      instanceName: "web",
      state: "RUNNING",
      platformType: "LINUX_UNIX",
      platform: "UBUNTU",
      osName: "Ubuntu",
      zone: "ap-guangzhou-3",
      bundleId: "bundle",
      blueprintId: "lhbp-1",
      publicAddresses: ["198.51.100.7"],
      privateAddresses: ["10.0.0.7"],
      keyIds: [KEY_A, KEY_B].sort(),
      tags: { a: "1", b: "2" },
      createdTime: "2026-01-01T00:00:00Z",
      expiredTime: "2027-01-01T00:00:00Z",
    };
    assert.deepEqual(result, { rows: [instance], total: 1 });
    assert.deepEqual(Object.keys(result.rows[0]?.tags ?? {}), ["a", "b"]);
  });

  it("tell nothing of what a reply leaves out or has as null", async () => {
    const rows = [{ InstanceId: ONE }, { InstanceId: TWO, LoginSettings: null, Tags: null, PublicAddresses: null }];
    const { result } = await asked({ TotalCount: 2, InstanceSet: rows }, (lists) => lists.instances({ offset: 0 }));

    const bare = { publicAddresses: [], privateAddresses: [], keyIds: [], tags: {} };
    assert.deepEqual(result.rows, [
      { instanceId: ONE, ...bare },
      { instanceId: TWO, ...bare },
    ]);
  });

  it("tell of a key pair its name, its public key and where it is bound, and never a private key", async () => {
    const rows = [
      {
        KeyId: KEY_A,
        KeyName: "alice",
        PublicKey: "ssh-rsa AAAA",
        PrivateKey: "-----BEGIN",
        AssociatedInstanceIds: [TWO, ONE],
        CreatedTime: "2026-01-01T00:00:00Z",
      },
      { KeyId: KEY_B, PublicKey: "", AssociatedInstanceIds: null, AssociatedInstanceSet: [{ InstanceId: ONE }] },
    ];
    const { result } = await asked({ TotalCount: 2, KeyPairSet: rows }, (lists) => lists.keyPairs({ offset: 0 }));

    assert.deepEqual(result.rows, [
      {
        keyId: KEY_A,
        keyName: "alice",
        publicKey: "ssh-rsa AAAA",
        associatedInstanceIds: [ONE, TWO].sort(),
        tags: {},
        createdTime: "2026-01-01T00:00:00Z",
      },
      { keyId: KEY_B, associatedInstanceIds: [ONE], tags: {} },
    ]);
  });

  it("are no lists where the rows, their ids or their count are missing", async () => {
    const lacking = /DescribeInstances got no usable answer: the reply lacks what the API promises/;
    const read = (lists: LighthouseListings) => lists.instances({ offset: 0 });

    await assert.rejects(asked({ TotalCount: 0 }, read), lacking);
    await assert.rejects(asked({ InstanceSet: [] }, read), lacking);
    await assert.rejects(asked({ TotalCount: 1, InstanceSet: [{ InstanceName: "web" }] }, read), lacking);
  });
});

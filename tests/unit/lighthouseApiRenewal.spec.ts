import assert from "node:assert/strict";
import { systemClock } from "../../provider/clock.js";
import { connectionFrom } from "../../provider/configuration.js";
import { Renewable } from "../../provider/credentials/renewable.js";
import { LighthouseApi } from "../../provider/lighthouseApi.js";
import { type Answer, type Received, withServer } from "./httpServer.js";
import { ONE, REGION } from "./ids.js";
import { CONFIG } from "./scene.js";

const OLD = { ...CONFIG, "tencentcloud:securityToken": "an-old-token" };
const NEW = { secretId: "AKIDnew", secretKey: "a-new-key", securityToken: "a-new-token" };

/** A service to which the old token is out of date. */
const serve = ({ headers }: Received): Answer => {
  const isOld = headers["x-tc-token"] !== NEW.securityToken;
  const refusal = { Error: { Code: "AuthFailure.TokenFailure", Message: "expired" } };
  return { body: JSON.stringify({ Response: { RequestId: "r-1", ...(isOld ? refusal : { InstanceSet: [] }) } }) };
};

function apiAt(endpoint: string, renew?: () => Promise<typeof NEW>): LighthouseApi {
  const values: Record<string, string | undefined> = { ...OLD, "tencentcloud:endpoint": `http://${endpoint}` };
  const connection = connectionFrom({ get: (key) => values[key] }, {});
  if (!renew) return new LighthouseApi(REGION, connection);
  const old = { credentials: { secretId: "AKIDtests", secretKey: "a-key-for-tests", securityToken: "an-old-token" } };
  const answers = [() => Promise.resolve(old), async () => ({ credentials: await renew() })];
  const fetch = () => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? assert.fail("nothing to fetch");
  return new LighthouseApi(REGION, { ...connection, credentials: new Renewable(fetch, systemClock) });
}

describe("credentials that run out in the midst of a run", () => {
  it("are renewed once for all calls that were refused together, and the calls are made again", async () => {
    await withServer(serve, async (endpoint, received) => {
      let renewals = 0;
      const api = apiAt(endpoint, () => {
        renewals++;
        return Promise.resolve(NEW);
      });

      await Promise.all([api.describeInstances([ONE]), api.describeInstances([ONE]), api.describeInstances([ONE])]);
      await api.describeInstances([ONE]);

      assert.equal(renewals, 1);
      assert.equal(received.length, 7);
    });
  });

  it("are refused for good where nothing renews them", async () => {
    await withServer(serve, async (endpoint, received) => {
      await assert.rejects(apiAt(endpoint).describeInstances([ONE]), /AuthFailure\.TokenFailure.*fresh session token/);
      assert.equal(received.length, 1);
    });
  });

  it("are asked for anew at the next call where the source has failed once", async () => {
    await withServer(serve, async (endpoint) => {
      const answers = [() => Promise.reject(new Error("no metadata")), () => Promise.resolve(NEW)];
      const api = apiAt(endpoint, () => (answers.shift() ?? (() => Promise.resolve(NEW)))());

      await assert.rejects(api.describeInstances([ONE]), /no metadata/);
      assert.deepEqual(await api.describeInstances([ONE]), []);
    });
  });
});

import assert from "node:assert/strict";
import { connectionFrom } from "../../provider/configuration.js";
import { callerAccount } from "../../provider/stsApi.js";
import { type Answer, withServer } from "./httpServer.js";
import { REGION } from "./ids.js";
import { CONFIG } from "./scene.js";

/** The account that is told when the token service answers so, and the actions that it was asked for. */
const asked = (answer: Answer) =>
  withServer(
    () => answer,
    async (endpoint, received) => {
      const values: Record<string, string | undefined> = { ...CONFIG, "tencentcloud:endpoint": `http://${endpoint}` };
      const account = await callerAccount(connectionFrom({ get: (key) => values[key] }, {}), REGION);
      return { account, actions: received.map(({ headers }) => headers["x-tc-action"]) };
    },
  );

describe("the account of the credentials", () => {
  it("is told by GetCallerIdentity", async () => {
    const body = JSON.stringify({ Response: { AccountId: "100000000001", RequestId: "r-1" } });
    assert.deepEqual(await asked({ body }), { account: "100000000001", actions: ["GetCallerIdentity"] });
  });

  it("is not told by a reply that lacks it, or by a refusal", async () => {
    const refusal = { Error: { Code: "AuthFailure.SecretIdNotFound", Message: "no" }, RequestId: "r-1" };
    await assert.rejects(asked({ body: JSON.stringify({ Response: { RequestId: "r-1" } }) }), /no account/);
    await assert.rejects(asked({ body: JSON.stringify({ Response: refusal }) }));
    await assert.rejects(asked("cut"));
  });
});

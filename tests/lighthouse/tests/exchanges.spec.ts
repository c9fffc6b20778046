import { strict as assert } from "node:assert";
import type { Exchange } from "../exchange";
import { type RunningLighthouse, startLighthouse } from "../startLighthouse";
import { tc3 } from "./signedRequest";

describe("what is told of an exchange", () => {
  const exchanges: Exchange[] = [];
  let lighthouse: RunningLighthouse;
  before(async () => {
    const settings = { time: "virtual", nullStateReads: 2 } as const;
    lighthouse = await startLighthouse({ settings, onExchange: (exchange) => exchanges.push(exchange) });
  });
  after(() => lighthouse.stop());
  const control = async (method: string, path: string, body: object) => {
    const init = { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
    return (await fetch(`${lighthouse.control}${path}`, init)).json() as Promise<Record<string, string[]>>;
  };
  const call = async (action: string, parameters: object) => {
    const { url, init } = tc3(lighthouse.address, action, parameters, lighthouse, {});
    await (await fetch(url, init)).text();
    return exchanges.at(-1)?.settings.nullStateReads;
  };

  it("is the setting that an operation began under, as long as it shows", async () => {
    const { instanceIds, keyIds } = await control("POST", "/seed", { instances: 1, keyPairs: 1 });
    const bind = { KeyIds: keyIds, InstanceIds: instanceIds };
    assert.equal(await call("AssociateInstancesKeyPairs", bind), 2);
    await control("PATCH", "/settings", { nullStateReads: 0 });
    const told: unknown[] = [];
    for (let read = 0; read < 3; read++) told.push(await call("DescribeInstances", {}));
    assert.deepEqual(told, [2, 1, 0]);
  });
});

import assert from "node:assert/strict";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

const ID = "lhkpa-0123456789abcdef";
const ACTIONS = [
  "describeInstances",
  "describeKeyPairs",
  "associate",
  "disassociate",
  "startInstances",
  "stopInstances",
] as const;

describe("a change whose calls hang from some moment on", () => {
  for (const action of ACTIONS) {
    it(`ends in time where ${action} is never answered any more`, async () => {
      for (let answered = 0; answered < 40; answered++) {
        const { clock, provider, lighthouse } = newScriptedScene();
        lighthouse.addInstances([ONE, TWO]).addKeys([KEY_A], [ONE]).addKeys([KEY_B]);
        lighthouse.pace.restarts = answered % 2 === 0;
        const real = lighthouse[action].bind(lighthouse) as (...args: unknown[]) => Promise<never>;
        let calls = 0;
        Object.assign(lighthouse, {
          [action]: (...args: unknown[]) => (calls++ < answered ? real(...args) : new Promise(() => undefined)),
        });
        const state = {
          keyIds: [KEY_A],
          instanceIds: [ONE],
          region: REGION,
          bindings: [{ instanceId: ONE, keyIds: [KEY_A] }],
        };
        const news = { keyIds: [KEY_B], instanceIds: [ONE, TWO], region: REGION, timeouts: { update: 120 } };
        try {
          await clock.run(provider.update(ID, state, news));
        } catch (error) {
          assert.doesNotMatch(String(error), /never comes/, `after ${answered} answers`);
        }
        assert.ok(clock.elapsedMs <= 201_000, `${clock.elapsedMs} ms after ${answered} answers`);
      }
    });
  }
});

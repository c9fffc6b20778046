import assert from "node:assert/strict";
import type { Properties } from "../../provider/state.js";
import { FakeClock } from "./fakeClock.js";
import { KEY_A, KEY_B, ONE, REGION } from "./ids.js";
import { newScene, type Scene } from "./scene.js";
import { ScriptedLighthouse } from "./scriptedLighthouse.js";
import { twoBoards } from "./twoBoards.js";

const ID = "lhkpa-0123456789abcdef";
const PAIR = { instanceId: ONE, keyId: KEY_A };

/** What the program declares, or has declared, for one instance. */
const declared = (...keyIds: string[]) => ({ keyIds, instanceIds: [ONE], region: REGION });
const recorded = (...keyIds: string[]): Properties => {
  return { ...declared(...keyIds), bindings: [{ instanceId: ONE, keyIds }], stateVersion: 1 };
};

describe("a pair that one provider process is to unbind, and another declares", () => {
  let clock: FakeClock;
  let lighthouse: ScriptedLighthouse;
  let giver: Scene;
  let taker: Scene;

  beforeEach(() => {
    clock = new FakeClock();
    lighthouse = new ScriptedLighthouse(clock).addInstances([ONE]).addKeys([KEY_A], [ONE]).addKeys([KEY_B], [ONE]);
    const [one, other] = twoBoards();
    const shared = { clock, lighthouse: () => lighthouse };
    giver = newScene({ ...shared, board: one });
    taker = newScene({ ...shared, board: other });
  });

  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    for (let step = 0; !isSo(); step++) {
      assert.ok(step < 2_000, what);
      await clock.advance(5);
    }
  };
  const unbinds = (): string[] => lighthouse.writes().filter((write) => write.startsWith("Disassociate"));

  it("stays bound where it is declared after the one has begun, and before its request is sent", async () => {
    const deleted = giver.provider.delete(ID, recorded(KEY_A));
    await until("the pair is given up", () => taker.session.claims.isReleased(REGION, PAIR));
    assert.deepEqual(unbinds(), []);
    await taker.provider.check({}, declared(KEY_A));
    const { outs } = await clock.run(taker.provider.create(declared(KEY_A)));
    await clock.run(deleted);

    assert.deepEqual(lighthouse.writes(), []);
    assert.deepEqual((outs as Properties)["bindings"], [{ instanceId: ONE, keyIds: [KEY_A] }]);
  });

  it("is bound again where it is declared while the request is under way, by an update", async () => {
    const deleted = giver.provider.delete(ID, recorded(KEY_A));
    await until("the request is sent", () => unbinds().length > 0);
    const news = declared(KEY_A, KEY_B);
    await taker.provider.check(news, news);
    assert.equal((await taker.provider.diff(ID, recorded(KEY_A, KEY_B), news)).changes, true);
    await clock.run(Promise.all([deleted, taker.provider.update(ID, recorded(KEY_A, KEY_B), news)]));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_B} ${ONE}`]);
    assert.equal(unbinds().length, 1);
  });

  it("is bound again where it is declared while the request is under way, by a create", async () => {
    const deleted = giver.provider.delete(ID, recorded(KEY_A));
    await until("the request is sent", () => unbinds().length > 0);
    await taker.provider.check({}, declared(KEY_A));
    await clock.run(Promise.all([deleted, taker.provider.create(declared(KEY_A))]));

    assert.deepEqual(lighthouse.bound(), [`${KEY_A} ${ONE}`, `${KEY_B} ${ONE}`]);
    assert.equal(lighthouse.instance(ONE).seen().state, "RUNNING");
  });
});

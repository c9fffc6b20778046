import assert from "node:assert/strict";
import fc from "fast-check";
import { association, sentBy } from "../lifecycle/declaration";
import type { Properties } from "../lifecycle/wire";
import { type Declared, declared, INSTANCES, KEYS } from "./draws";
import { runsOf, seed, timeoutOf } from "./runs";
import { settings } from "./settings";
import { Stage } from "./stage";

const SHARE = 0.1;

/** What a program may come to give, in all its parts good or bad. */
const anything = fc.record(
  {
    keyIds: fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom(...KEYS, "lhkp-", "skey-abcdefgh", "", "web"))),
    instanceIds: fc.oneof(fc.jsonValue(), fc.array(fc.constantFrom(...INSTANCES, "ins-abcdefgh", "LHINS-WEB"))),
    region: fc.oneof(fc.jsonValue(), fc.constantFrom("ap-shanghai", "mars")),
    power: fc.jsonValue(),
    username: fc.jsonValue(),
    associateType: fc.oneof(fc.jsonValue(), fc.constantFrom("ONLINE", "OFFLINE")),
    protectLastKey: fc.jsonValue(),
    timeouts: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe(`check, seed ${seed}`, function () {
  this.timeout(timeoutOf(2 * SHARE, 100));

  it("makes of its own answer the same answer again", async () => {
    const law = fc.asyncProperty(declared, declared, settings, async (before, now, some) => {
      const olds = await check({}, sent(before, {}));
      const inputs = await check(olds, sent(now, some));

      assert.deepEqual(await check(inputs, inputs), inputs);
      assert.deepEqual(await check(olds, inputs), inputs);
    });
    await fc.assert(law, runsOf(SHARE));
  });

  it("keeps every id, and those that were there before in their order", async () => {
    const law = fc.asyncProperty(declared, declared, async (before, now) => {
      const olds = await check({}, sent(before, {}));
      const inputs = await check(olds, sent(now, {}));

      for (const list of ["keyIds", "instanceIds"] as const) {
        const ids = inputs[list] as string[];
        assert.deepEqual([...ids].sort(), [...now[list]].sort());
        const kept = before[list].filter((id) => now[list].includes(id));
        assert.deepEqual(ids.slice(0, kept.length), kept);
      }
    });
    await fc.assert(law, runsOf(SHARE / 2));
  });

  it("answers anything at all, whatever was recorded, with inputs or with what is wrong, the same each time, and never calls", async () => {
    const law = fc.asyncProperty(fc.option(anything, { nil: {} }), anything, async (recorded, given) => {
      const nothing = sent({ keyIds: [], instanceIds: [] }, {});
      const olds = { ...nothing, ...recorded };
      const news = { ...nothing, ...given };
      const first = await textOf(() => check(olds, news));

      assert.equal(await textOf(() => check(olds, news)), first);
      assert.doesNotMatch(first, /Cannot read|is not a function|is not iterable|undefined/);
    });
    await fc.assert(law, runsOf(SHARE / 2));
  });
});

/** One check by a process of its own, which fails where anything is called. */
function check(olds: Properties, news: Properties): Promise<Properties> {
  return new Stage({ keyIds: [], instanceIds: [] }).startOffline().check(olds, news);
}

function sent(lists: Declared, some: object): Properties {
  return sentBy(association("team", { ...lists, ...some }), false);
}

async function textOf(work: () => Promise<Properties>): Promise<string> {
  try {
    return JSON.stringify(await work());
  } catch (error) {
    return error instanceof Error ? error.message : "no error";
  }
}

import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { type Association, declaring } from "../program/declaration";
import { ALICE, BOB, CAROL, DB, MAIL, WEB } from "../program/ids";
import { Story } from "../program/story";

/** What a preview foretells, or what an up has done: ids of instances and pairs, sorted. */
interface Effects {
  shutDown: string[];
  started: string[];
  /** Instances on which password login ends. */
  noPassword: string[];
  /** Instances that keep no key. */
  noKey: string[];
}

/** What is live of a machine, before an up and after it. */
interface Live {
  pairs: string[];
  down: string[];
  shutdowns: Map<string, number>;
}

const ALL: Association = { keyIds: [ALICE, CAROL], instanceIds: [WEB, DB, MAIL] };
const ON_TWO: Association = { keyIds: [ALICE], instanceIds: [WEB, DB] };

/** Changes, each from what the one before has left. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, Association>>>> = {
  "a first key, on machines of which one is stopped": { access: ON_TWO },
  "a machine more, which is stopped and is to run": {
    access: { ...ON_TWO, instanceIds: [WEB, DB, MAIL], power: "running" },
  },
  "a key more": { access: { keyIds: [ALICE, BOB], instanceIds: [WEB, DB, MAIL] } },
  "a key in another's place": { access: { keyIds: [ALICE, CAROL], instanceIds: [WEB, DB, MAIL] } },
  "a machine less, which keeps no key": { access: { keyIds: [ALICE, CAROL], instanceIds: [WEB, DB] } },
  "a machine more, without a shutdown": { access: { ...ALL, associateType: "ONLINE" } },
  "another association beside it, which only adopts": {
    access: { ...ALL, associateType: "ONLINE" },
    second: { keyIds: [ALICE], instanceIds: [MAIL] },
  },
  "an association less, of which all is declared by another": { access: { ...ALL, associateType: "ONLINE" } },
  "nothing but another power": { access: { ...ALL, power: "leave" } },
};

describe("what a preview foretells is what then happens, and nothing else, for", function () {
  this.timeout(180_000);
  let story: Story;

  before(async () => {
    story = await Story.begin({
      instances: [WEB, { instanceId: DB, state: "STOPPED" }, { instanceId: MAIL, state: "STOPPED" }],
      keyPairs: [ALICE, BOB, CAROL],
    });
  });
  after(() => story?.end());

  for (const [change, declared] of Object.entries(CHANGES)) {
    it(change, async () => {
      await story.cloud.newWrites();
      const preview = await story.preview(declaring(declared));
      assert.deepEqual(await story.cloud.newWrites(), [], "a preview only reads");
      const before = await live(story);
      await story.applies({}, { online: declared["access"]?.associateType === "ONLINE" });
      assert.deepEqual(foretold(preview), happened(before, await live(story)));
    });
  }

  it("keys that the service drops when another is bound", async () => {
    await story.applies(declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }));
    await story.cloud.set({ secondKey: "replace" });
    const files = declaring({
      access: { keyIds: [BOB], instanceIds: [WEB] },
      other: { keyIds: [ALICE], instanceIds: [WEB] },
    });
    const told = under(await story.preview(files), "access").join("\n");
    assert.match(told, new RegExp(`may stop working: ${ALICE} on ${WEB} `));
    assert.match(told, new RegExp(`${WEB} is declared by another association as well: ${ALICE} of other`));
  });
});

function under({ diagnostics }: EngineRun, name: string): string[] {
  return diagnostics.flatMap(({ urn, message }) => (urn?.endsWith(`::${name}`) ? [message] : []));
}

async function live({ cloud }: Story): Promise<Live> {
  return { pairs: await cloud.pairs(), down: await cloud.down(), shutdowns: await cloud.shutdownsById() };
}

/** What the warnings under resources say, whatever their words are otherwise. */
function foretold({ diagnostics }: EngineRun): Effects {
  const warnings = diagnostics.filter(({ severity, urn }) => severity === "warning" && urn !== undefined);
  const instancesIn = (sentence: RegExp): string[] =>
    warnings.flatMap(({ message }) => sentence.exec(message)?.[1]?.match(/lhins-\w+/g) ?? []).sort();
  return {
    shutDown: instancesIn(/will be shut down: ([^.]*)/),
    started: instancesIn(/will be started: ([^.]*)/),
    noPassword: instancesIn(/password login ends on ([^:]*)/),
    noKey: instancesIn(/no key is left on ([^:]*)/),
  };
}

function happened(before: Live, after: Live): Effects {
  const keyed = ({ pairs }: Live) => [...new Set(pairs.map((pair) => pair.split(" on ")[1] ?? ""))];
  const wentDown = [...after.shutdowns].filter(([id, count]) => count > (before.shutdowns.get(id) ?? 0));
  return {
    shutDown: wentDown.map(([id]) => id).sort(),
    started: before.down.filter((id) => !after.down.includes(id)).sort(),
    noPassword: keyed(after)
      .filter((id) => !keyed(before).includes(id))
      .sort(),
    noKey: keyed(before)
      .filter((id) => !keyed(after).includes(id))
      .sort(),
  };
}

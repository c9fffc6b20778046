import assert from "node:assert/strict";
import { forewarnings } from "../../provider/forewarnings.js";
import type { Instance } from "../../provider/lighthouse.js";
import { Pairs } from "../../provider/pairs.js";
import { instanceIds, KEY_A, KEY_B, ONE, TWO } from "./ids.js";

const running = (instanceId: string, loginKeyIds: string[] = [], more: Partial<Instance> = {}): Instance => ({
  instanceId,
  state: "RUNNING",
  loginKeyIds,
  ...more,
});

/** What is said beforehand of a change on such instances. */
const said = (
  instances: Instance[],
  change: { gains?: Pairs; loses?: Pairs },
  how: Partial<Parameters<typeof forewarnings>[1]> & { toRun?: string[] } = {},
  rivalsOn = (_id: string) => [] as { owner: string; keyIds: string[] }[],
) =>
  forewarnings(
    {
      gains: change.gains ?? Pairs.none,
      loses: change.loses ?? Pairs.none,
      keyPairs: new Map(),
      instances: new Map(instances.map((instance) => [instance.instanceId, instance])),
      denied: [],
    },
    { power: "asFound", ...how },
    how.toRun ?? [],
    rivalsOn,
  ).join("\n");

const gain = (...ids: string[]) => ({ gains: Pairs.product([KEY_A], ids) });
const lose = (...ids: string[]) => ({ loses: Pairs.product([KEY_A], ids) });

describe("the warning of a shutdown", () => {
  it("names each running instance, with its name", () => {
    const text = said([running(ONE, [], { name: "web" }), running(TWO)], gain(ONE, TWO));
    assert.match(text, /2 running instances will be shut down: lhins-11111111 \(web\), lhins-22222222\./);
  });

  it("counts the rest of many", () => {
    const ids = instanceIds(12);
    assert.match(
      said(
        ids.map((id) => running(id)),
        gain(...ids),
      ),
      /12 running instances will be shut down: .* and 2 more/,
    );
  });

  it("is not given for an instance that is stopped, or where the bind is ONLINE", () => {
    assert.doesNotMatch(said([running(ONE, [], { state: "STOPPED" })], gain(ONE)), /shut down/);
    assert.doesNotMatch(said([running(ONE)], gain(ONE), { associateType: "ONLINE" }), /shut down/);
  });

  it("says where the machines may stay down", () => {
    assert.match(said([running(ONE)], gain(ONE), { power: "leave" }), /power "leave" starts none of them again/);
    assert.doesNotMatch(said([running(ONE)], gain(ONE)), /power/);
  });

  it("is given for an unbind as well", () => {
    assert.match(said([running(ONE, [KEY_A])], lose(ONE)), /1 running instance will be shut down/);
  });
});

describe("the warning of a start", () => {
  it("names each stopped instance that is to run", () => {
    const text = said([running(ONE, [], { state: "STOPPED", name: "web" }), running(TWO)], {}, { toRun: [ONE, TWO] });
    assert.equal(text, '1 stopped instance will be started: lhins-11111111 (web). power is "running".');
  });

  it("is not given for one that may stay as it is", () => {
    assert.doesNotMatch(said([running(ONE, [], { state: "STOPPED" })], gain(ONE)), /started/);
  });
});

describe("the warning of what becomes of logins", () => {
  it("names keys that may stop working, as documented and not observed", () => {
    const text = said([running(ONE, [KEY_B])], gain(ONE));
    assert.match(text, /keys bound now may stop working: lhkp-bbbbbbbb on lhins-11111111\. .*documented, not observed/);
  });

  it("is not given for keys that go anyway", () => {
    assert.doesNotMatch(
      said([running(ONE, [KEY_B])], { ...gain(ONE), loses: Pairs.product([KEY_B], [ONE]) }),
      /may stop/,
    );
  });

  it("says that password login ends with the first key", () => {
    assert.match(said([running(ONE)], gain(ONE)), /password login ends on lhins-11111111/);
    assert.doesNotMatch(said([running(ONE, [KEY_B])], gain(ONE)), /password login ends/);
  });

  it("says that no key is left where the last one goes", () => {
    assert.match(said([running(ONE, [KEY_A])], lose(ONE)), /no key is left on lhins-11111111/);
    assert.doesNotMatch(said([running(ONE, [KEY_A, KEY_B])], lose(ONE)), /no key is left/);
  });

  it("is silent about instances that are gone or going", () => {
    assert.equal(said([running(ONE, [KEY_A], { state: "SHUTDOWN" })], lose(ONE, TWO)), "");
  });
});

describe("the warning of another association", () => {
  it("names the other and its keys", () => {
    const rivalsOn = () => [{ owner: "urn:pulumi:dev::app::type::db", keyIds: [KEY_B] }];
    assert.match(
      said([running(ONE)], gain(ONE), {}, rivalsOn),
      /lhins-11111111 is declared by another association as well: lhkp-bbbbbbbb of db\./,
    );
  });
});

describe("a change of nothing", () => {
  it("needs no warning", () => {
    assert.equal(said([], {}), "");
  });
});

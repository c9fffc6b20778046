import assert from "node:assert/strict";
import type { FoundInstance, FoundKeyPair } from "../../../provider/lookups/found.js";
import { LookupRefused, Lookups } from "../../../provider/lookups/lookups.js";
import { FakeClock } from "../fakeClock.js";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "../ids.js";
import { ScriptedListings } from "./scriptedListings.js";

const instance = (instanceId: string, more: Partial<FoundInstance> = {}): FoundInstance => ({
  instanceId,
  publicAddresses: [],
  privateAddresses: [],
  keyIds: [],
  tags: {},
  ...more,
});

const keyPair = (keyId: string, keyName: string): FoundKeyPair => ({
  keyId,
  keyName,
  associatedInstanceIds: [],
  tags: {},
});

const FLEET = Array.from({ length: 250 }, (_, index) => instance(`lhins-${String(999 - index).padStart(8, "0")}`));

/** Look-ups in a region with what a test puts there. */
function scene(there: ConstructorParameters<typeof ScriptedListings>[0], ambientRegion: string | undefined = REGION) {
  const clock = new FakeClock();
  const listings = new ScriptedListings(there);
  const connected: string[] = [];
  const connect = (region: string): ScriptedListings => {
    connected.push(region);
    return listings;
  };
  return { clock, listings, connected, lookups: new Lookups({ clock, ambientRegion: () => ambientRegion, connect }) };
}

const ids = (found: { rows: readonly FoundInstance[] }): string[] => found.rows.map(({ instanceId }) => instanceId);

describe("a look-up", () => {
  it("of a whole region reads all of it, and sorts it by id", async () => {
    const { lookups, listings } = scene({ instances: FLEET });

    const found = await lookups.instances({});

    assert.equal(found.region, REGION);
    assert.deepEqual(ids(found), FLEET.map(({ instanceId }) => instanceId).sort());
    assert.deepEqual(listings.requests, [{ offset: 0 }, { offset: 99 }, { offset: 198 }]);
  });

  it("sends the filters that there are, and sifts what passes them by itself", async () => {
    const instances = [
      instance(TWO, { tags: { role: "web" }, state: "RUNNING", platformType: "WINDOWS" }),
      instance(ONE, { tags: { role: "web" }, state: "RUNNING", platformType: "LINUX_UNIX" }),
    ];
    const { lookups, listings } = scene({ instances });

    const found = await lookups.instances({ tags: { role: "web" }, states: ["RUNNING"], platformType: "LINUX_UNIX" });

    assert.deepEqual(ids(found), [ONE]);
    const filters = [
      { name: "tag:role", values: ["web"] },
      { name: "instance-state", values: ["RUNNING"] },
    ];
    assert.deepEqual(listings.requests, [{ offset: 0, filters }]);
  });

  it("by ids names a hundred a request, each once, and keeps to the rest that is asked", async () => {
    const { lookups, listings } = scene({ instances: FLEET });
    const wanted = FLEET.slice(0, 150).map(({ instanceId }) => instanceId);

    const found = await lookups.instances({ instanceIds: [...wanted, wanted[0] ?? ""] });

    assert.deepEqual(ids(found), [...wanted].sort());
    assert.deepEqual(
      listings.requests.map((request) => request.ids?.length),
      [100, 50],
    );
    assert.deepEqual(ids(await lookups.instances({ instanceIds: wanted, states: ["RUNNING"] })), []);
  });

  it("by ids of which some do not exist is an error that names each of those", async () => {
    const { lookups } = scene({ instances: [instance(ONE)], keyPairs: [keyPair(KEY_A, "alice")] });

    await assert.rejects(
      lookups.instances({ instanceIds: [ONE, "lhins-nobody01", "lhins-nobody02"] }),
      /^LookupRefused: instances lhins-nobody01, lhins-nobody02 do not exist in region .* Take them out/,
    );
    await assert.rejects(
      lookups.keyPairs({ keyIds: [KEY_A, KEY_B] }),
      new RegExp(`key pair ${KEY_B} does not exist in region ${REGION} .* Take it out of the list`),
    );
  });

  it("by ids that is refused for another reason says that reason", async () => {
    const { lookups, listings } = scene({ instances: [instance(ONE)] });
    listings.refusals.push("UnauthorizedOperation.NoPermission");

    await assert.rejects(lookups.instances({ instanceIds: [ONE] }), /UnauthorizedOperation\.NoPermission/);
    assert.equal(listings.requests.length, 1);
  });

  it("for an empty list finds nothing, and calls nothing for one of ids", async () => {
    const { lookups, listings } = scene({ instances: FLEET, keyPairs: [keyPair(KEY_A, "alice")] });

    assert.deepEqual(ids(await lookups.instances({ instanceIds: [] })), []);
    assert.deepEqual((await lookups.keyPairs({ keyIds: [] })).rows, []);
    assert.deepEqual(listings.requests, []);
    assert.deepEqual(ids(await lookups.instances({ states: [] })), []);
    assert.deepEqual(ids(await lookups.instances({ tags: { role: [] } })), []);
  });

  it("of key pairs by name finds those of exactly that name", async () => {
    const { lookups, listings } = scene({ keyPairs: [keyPair(KEY_B, "bob"), keyPair(KEY_A, "bobby")] });

    const { rows } = await lookups.keyPairs({ keyNames: ["bob"] });

    assert.deepEqual(rows, [keyPair(KEY_B, "bob")]);
    assert.deepEqual(listings.requests, [{ offset: 0, filters: [{ name: "key-name", values: ["bob"] }] }]);
  });

  it("that finds fewer than it must says what it looked for, and where", async () => {
    const { lookups } = scene({ instances: [instance(ONE)] });

    await assert.rejects(
      lookups.instances({ tags: { role: "web" }, states: ["RUNNING", "STOPPED"], atLeast: 1 }),
      /found 0 instances in region ap-guangzhou where tag role is web and state is RUNNING or STOPPED, and atLeast asks for 1/,
    );
    await assert.rejects(lookups.instances({ atLeast: 2 }), /found 1 instance in region ap-guangzhou, and atLeast/);
    assert.equal((await lookups.instances({ atLeast: 1 })).rows.length, 1);
  });

  it("with a wrong argument calls nothing, and says everything that is wrong", async () => {
    const { lookups, connected } = scene({});
    const wrong: object = { tag: {}, atLeast: -1 };

    await assert.rejects(lookups.instances(wrong), /tag is no argument of it; .* atLeast is -1/);
    await assert.rejects(lookups.keyPairs({ keyIds: ["x"] }), LookupRefused);
    assert.deepEqual(connected, []);
  });

  it("takes the region that is set where it names none, connects to each once, and says how to set one", async () => {
    const { lookups, connected } = scene({});
    await lookups.instances({});
    await lookups.keyPairs({});
    await lookups.keyPairs({ region: "eu-frankfurt" });
    assert.deepEqual(connected, [REGION, "eu-frankfurt"]);

    const nowhere = new Lookups({
      clock: new FakeClock(),
      ambientRegion: () => undefined,
      connect: () => new ScriptedListings(),
    });
    await assert.rejects(nowhere.instances({}), /region is not set anywhere.*pulumi config set tencentcloud:region/);
  });

  it("goes on where a call fails in passing", async () => {
    const { clock, lookups, listings } = scene({ instances: [instance(ONE)] });
    listings.refusals.push("InternalError", "RequestLimitExceeded");

    assert.deepEqual(ids(await clock.run(lookups.instances({}))), [ONE]);
    assert.equal(listings.requests.length, 3);
  });
});

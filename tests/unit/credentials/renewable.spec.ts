import assert from "node:assert/strict";
import { Renewable } from "../../../provider/credentials/renewable.js";
import { FakeClock } from "../fakeClock.js";

const HOUR_MS = 3_600_000;

/** A source whose credentials last an hour each and are numbered. */
function numbered() {
  const clock = new FakeClock();
  let fetches = 0;
  const failures: Error[] = [];
  const source = new Renewable(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    fetches++;
    return { credentials: { secretId: `AKID${fetches}`, secretKey: "k" }, expiresMs: clock.now() + HOUR_MS };
  }, clock);
  const ids = async (...gets: Promise<{ secretId: string }>[]) => (await Promise.all(gets)).map((got) => got.secretId);
  return { clock, source, failures, ids };
}

describe("credentials that end", () => {
  it("are fetched once for all who ask, and not before somebody asks", async () => {
    const { source, ids } = numbered();
    assert.deepEqual(await ids(source.get(), source.get(), source.get()), ["AKID1", "AKID1", "AKID1"]);
    assert.deepEqual(await ids(source.get()), ["AKID1"]);
  });

  it("are fetched anew, once for all who ask, a minute before they end", async () => {
    const { clock, source, ids } = numbered();
    await source.get();
    await clock.advance(HOUR_MS - 61_000);
    assert.deepEqual(await ids(source.get()), ["AKID1"]);
    await clock.advance(1_000);
    assert.deepEqual(await ids(source.get(), source.get()), ["AKID2", "AKID2"]);
  });

  it("that were refused are replaced once, however many calls they were refused to", async () => {
    const { source, ids } = numbered();
    const refused = await source.get();
    assert.deepEqual(await ids(source.renew(refused), source.renew(refused)), ["AKID2", "AKID2"]);
    assert.deepEqual(await ids(source.renew(refused), source.get()), ["AKID2", "AKID2"]);
  });

  it("that could not be fetched are asked for again by the next", async () => {
    const { source, failures, ids } = numbered();
    failures.push(new Error("no metadata"));
    await assert.rejects(source.get(), /no metadata/);
    assert.deepEqual(await ids(source.get()), ["AKID1"]);
  });
});

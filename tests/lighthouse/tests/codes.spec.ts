import { strict as assert } from "node:assert";
import { BY_FAULT, COMMON_CODES } from "../actions/codes";
import { ACTIONS } from "../actions/registry";
import { hasMessage } from "../protocol/messages";
import { SCENARIOS } from "./codeScenarios";
import { makeCodeWorld } from "./codeWorld";
import { BORROWED, DOCUMENTED } from "./documentedCodes";
import { LISTING_SCENARIOS } from "./listingCodeScenarios";
import { TestLighthouse } from "./testLighthouse";

const ALL = [...SCENARIOS, ...LISTING_SCENARIOS];
const NO_PERMISSION = "UnauthorizedOperation.NoPermission";
const pair = (action: string, code: string) => `${action} ${code}`;

describe("error codes", function () {
  this.timeout(20_000);
  let lighthouse: TestLighthouse;
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(() => lighthouse.stop());
  const versionOf = (action: string) => ACTIONS.get(action)?.version ?? "";

  it("are reached by their conditions", async () => {
    const reached: string[] = [];
    for (const { action, code, parameters, given } of ALL) {
      await makeCodeWorld(lighthouse);
      await given?.(lighthouse);
      const got = await lighthouse.code(action, parameters, { version: versionOf(action) });
      if (got !== code) reached.push(`${action} got ${got} for ${code}`);
    }
    assert.deepEqual(reached, []);
  });

  it("of access management are reached for every action that lists them", async () => {
    await lighthouse.reset();
    const { accountId } = lighthouse.running;
    const actions = [...ACTIONS.values()].filter(({ codes }) => NO_PERMISSION in codes);
    await lighthouse.seed({ accounts: [{ accountId, deniedActions: actions.map(({ name }) => name) }] });
    const codes = await Promise.all(actions.map(({ name, version }) => lighthouse.code(name, {}, { version })));
    assert.deepEqual(
      codes,
      codes.map(() => NO_PERMISSION),
    );
    assert.equal(await lighthouse.code("DescribeRegions"), "");
  });

  it("without a condition are reached by a fault", async () => {
    await lighthouse.reset();
    const injected = [...ACTIONS.values()].flatMap(({ name, version, codes }) =>
      Object.entries({ ...codes, ...COMMON_CODES })
        .filter(([, condition]) => condition === BY_FAULT)
        .map(([code]) => ({ name, version, code })),
    );
    for (const { name, version, code } of injected) {
      await lighthouse.control("POST", "/faults", { action: name, effect: { code }, times: 1 });
      assert.equal(await lighthouse.code(name, {}, { version }), code);
    }
    assert.ok(injected.length > 100);
  });

  it("have a call for every condition that is claimed", () => {
    const claimed = [...ACTIONS.values()].flatMap(({ name, codes }) =>
      Object.entries(codes)
        .filter(([code, condition]) => condition !== BY_FAULT && code !== NO_PERMISSION)
        .map(([code]) => pair(name, code)),
    );
    assert.deepEqual(ALL.map(({ action, code }) => pair(action, code)).sort(), claimed.sort());
  });

  it("are those that the documentation lists for the action, and a few borrowed ones", () => {
    const listed = Object.entries(DOCUMENTED).flatMap(([code, actions]) => actions.map((action) => pair(action, code)));
    const borrowed = Object.entries(BORROWED).flatMap(([code, actions]) => actions.map((action) => pair(action, code)));
    const documentedActions = new Set(Object.values(DOCUMENTED).flat());
    const given = [...ACTIONS.values()]
      .filter(({ name }) => documentedActions.has(name))
      .flatMap(({ name, codes }) => Object.keys(codes).map((code) => pair(name, code)));
    assert.deepEqual(given.sort(), [...listed, ...borrowed].sort());
  });

  it("have a message in both languages", () => {
    const all = [...ACTIONS.values()].flatMap(({ codes }) => Object.keys(codes));
    const conditions = Object.entries(COMMON_CODES).filter(([, condition]) => condition !== BY_FAULT);
    const codes = [...all, ...conditions.map(([code]) => code)];
    assert.deepEqual(
      codes.filter((code) => !hasMessage(code)),
      [],
    );
  });
});

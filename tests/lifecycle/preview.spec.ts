import assert from "node:assert/strict";
import { association } from "./declaration";
import { ALICE, API, BOB, WEB } from "./ids";
import { storyOfEachTest } from "./story";

const TEAM = association("team", { keyIds: [ALICE], instanceIds: [WEB, API] });
/** What the engine sends in the place of a value that is not known yet. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a preview", () => {
  const story = storyOfEachTest();

  it("names each running instance that the change would shut down, and writes nothing", async () => {
    const { cloud, stack } = story;
    await cloud.patch(API, { state: "STOPPED" });

    const { steps, warnings } = await stack.preview(TEAM);

    assert.deepEqual(steps, ["create team"]);
    const told = warnings.join("\n");
    assert.match(told, new RegExp(`will be shut down: ${WEB}`));
    assert.doesNotMatch(told, new RegExp(`will be shut down:.*${API}`));
    assert.deepEqual(await cloud.happened(), { writes: [], shutdowns: {}, bindings: {} });
  });

  it("names them as well where the association says OFFLINE", async () => {
    const { stack } = story;
    const { warnings } = await stack.preview(association("team", { ...TEAM.inputs, associateType: "OFFLINE" }));
    assert.match(warnings.join("\n"), new RegExp(`2 running instances will be shut down: ${WEB}.*${API}`));
  });

  it("announces no shutdown where none comes: ONLINE, and where all is bound already", async () => {
    const { cloud, stack } = story;
    const online = await stack.preview(association("team", { ...TEAM.inputs, associateType: "ONLINE" }));
    assert.doesNotMatch(online.warnings.join("\n"), /shut down/);

    await cloud.bindByHand(ALICE, WEB);
    await cloud.bindByHand(ALICE, API);
    const adopted = await stack.preview(TEAM);
    assert.doesNotMatch(adopted.warnings.join("\n"), /shut down/);
  });

  it("of a change says what is bound and unbound, what goes down, and what is left without any key", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();

    const { infos, warnings } = await stack.preview(association("team", { keyIds: [ALICE], instanceIds: [API] }));

    assert.deepEqual(infos, [`will unbind ${ALICE} from ${WEB}`]);
    const told = warnings.join("\n");
    assert.match(told, new RegExp(`will be shut down: ${WEB}`));
    assert.match(told, new RegExp(`no key is left on ${WEB}`));
    assert.deepEqual((await cloud.happened()).writes, []);
  });

  it("names keys that may stop working, and both associations that claim one instance", async () => {
    const { stack } = story;
    await stack.up(TEAM);

    const { warnings } = await stack.preview(TEAM, association("crew", { keyIds: [BOB], instanceIds: [WEB] }));

    const told = warnings.join("\n");
    assert.match(told, new RegExp(`may stop working: ${ALICE} on ${WEB}`));
    assert.match(told, new RegExp(`${WEB} is declared by another association as well: ${ALICE} of team`));
  });

  it("without credentials plans the same with no call, and says what it cannot foretell", async () => {
    const { cloud, stack } = story;
    await stack.up(TEAM);
    await cloud.happened();
    delete story.config["tencentcloud:secretId"];
    delete story.config["tencentcloud:secretKey"];

    const { steps, errors, warnings } = await stack.preview(
      association("team", { keyIds: [ALICE], instanceIds: [WEB] }),
      association("crew", { keyIds: [BOB], instanceIds: [WEB] }),
    );

    assert.deepEqual(errors, {});
    assert.deepEqual(steps, ["update team", "create crew"]);
    assert.match(warnings.join("\n"), /without having looked at Lighthouse/);
    assert.deepEqual(await cloud.calls(), []);
  });

  it("of values that are not known yet is a change, whatever stands in their place", async () => {
    const { stack } = story;
    await stack.up(TEAM);

    const element = await stack.preview(association("team", { keyIds: [ALICE], instanceIds: [WEB, UNKNOWN] }));
    assert.deepEqual(element.steps, ["update team"]);

    const whole = { keyIds: [ALICE], instanceIds: UNKNOWN as unknown as string[] };
    const list = await stack.preview(association("team", whole), association("crew", whole));
    assert.deepEqual(list.errors, {});
    assert.deepEqual(list.steps, ["update team", "create crew"]);
  });
});

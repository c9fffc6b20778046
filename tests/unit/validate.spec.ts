import assert from "node:assert/strict";
import fc from "fast-check";
import { UNKNOWN } from "../../provider/unknowns.js";
import { problemsWith, problemWithRegion } from "../../provider/validate.js";
import { instanceIds, KEY_A, KEY_B, keyIds, ONE, someInstanceIds, someKeyIds, TWO } from "./ids.js";

const placeOf = ({ property }: { property: string }): string => property;

const valid = { keyIds: [KEY_A], instanceIds: [ONE] };

describe("inputs that are as they should be", () => {
  it("have no problem, whatever the order and the number", () => {
    fc.assert(
      fc.property(someKeyIds, someInstanceIds, (keys, instances) => {
        assert.deepEqual(problemsWith({ keyIds: keys, instanceIds: instances }), []);
      }),
    );
  });

  it("may name 100 keys and more instances than one request takes", () => {
    assert.deepEqual(problemsWith({ keyIds: keyIds(100), instanceIds: instanceIds(250) }), []);
  });

  it("may hold ids of 6 to 16 characters, though 8 are documented", () => {
    const ids = {
      keyIds: ["lhkp-123456", "lhkp-0123456789abcdef"],
      instanceIds: ["lhins-123456", "lhins-0123456789abcdef"],
    };
    assert.deepEqual(problemsWith(ids), []);
  });

  it("may hold unknown values: a whole list, one id, a setting", () => {
    assert.deepEqual(problemsWith({ keyIds: UNKNOWN, instanceIds: UNKNOWN }), []);
    assert.deepEqual(problemsWith({ keyIds: [KEY_A, UNKNOWN, UNKNOWN], instanceIds: [UNKNOWN] }), []);
    assert.deepEqual(problemsWith({ ...valid, associateType: UNKNOWN, username: UNKNOWN, power: UNKNOWN }), []);
    assert.deepEqual(problemsWith({ ...valid, associateType: UNKNOWN, username: "lighthouse" }), []);
  });

  it("may name a user where the bind is ONLINE, and any of the powers", () => {
    assert.deepEqual(problemsWith({ ...valid, associateType: "ONLINE", username: "lighthouse" }), []);
    assert.deepEqual(problemsWith({ ...valid, associateType: "OFFLINE", power: "asFound" }), []);
    assert.deepEqual(problemsWith({ ...valid, power: "running" }), []);
    assert.deepEqual(problemsWith({ ...valid, power: "leave" }), []);
  });
});

describe("a list of ids", () => {
  it("is refused where it is empty, by its name", () => {
    assert.deepEqual(problemsWith({ keyIds: [], instanceIds: [] }), [
      { property: "keyIds", reason: "must name at least one key pair; it is empty." },
      { property: "instanceIds", reason: "must name at least one instance; it is empty." },
    ]);
  });

  it("is refused where it is missing or is no list", () => {
    const [missing, text] = problemsWith({ instanceIds: ONE });
    assert.match(missing?.reason ?? "", /must be a list of key pair ids \(lhkp- and 8 of a-z and 0-9\)/);
    assert.equal(text?.property, "instanceIds");
    assert.match(text?.reason ?? "", /must be a list of instance ids \(lhins- and 8 of a-z and 0-9\)/);
  });

  it("is refused for a malformed id, named with its index", () => {
    const problems = problemsWith({ keyIds: [KEY_A, "lhkp-ABC"], instanceIds: [ONE, TWO, "web"] });
    assert.deepEqual(problems.map(placeOf), ["keyIds[1]", "instanceIds[2]"]);
    assert.match(problems[0]?.reason ?? "", /"lhkp-ABC".* not a key pair id.*lhkp- and 8 of a-z and 0-9/);
    assert.match(problems[1]?.reason ?? "", /"web".* not an instance id.*lhins- and 8 of a-z and 0-9/);
  });

  it("is refused for an id with blanks around it, for a shorter and for a longer one", () => {
    const problems = problemsWith({
      keyIds: [` ${KEY_A}`, `${KEY_B}\n`, "lhkp-12345", "lhkp-0123456789abcdef0"],
      instanceIds: [ONE],
    });
    assert.deepEqual(problems.map(placeOf), ["keyIds[0]", "keyIds[1]", "keyIds[2]", "keyIds[3]"]);
  });

  it("is refused for an instance where a key belongs, and the other way round", () => {
    const problems = problemsWith({ keyIds: [ONE], instanceIds: [KEY_A] });
    assert.deepEqual(problems.map(placeOf), ["keyIds[0]", "instanceIds[0]"]);
  });

  it("is refused for what is no text", () => {
    const problems = problemsWith({ keyIds: [KEY_A, null, 7], instanceIds: [{ id: ONE }] });
    assert.deepEqual(problems.map(placeOf), ["keyIds[1]", "keyIds[2]", "instanceIds[0]"]);
    assert.match(problems[0]?.reason ?? "", /null/);
  });

  it("is refused for an id that stands twice, with both places", () => {
    const problems = problemsWith({ keyIds: [KEY_A, KEY_B, KEY_A], instanceIds: [ONE, ONE] });
    assert.deepEqual(problems.map(placeOf), ["keyIds[2]", "instanceIds[1]"]);
    assert.match(problems[0]?.reason ?? "", /lhkp-aaaaaaaa.*keyIds\[0\].*name it once/);
    assert.match(problems[1]?.reason ?? "", /lhins-11111111.*instanceIds\[0\].*name it once/);
  });

  it("is refused for the id of a CVM key pair or instance, which is said", () => {
    const [key, instance] = problemsWith({ keyIds: ["skey-12345678"], instanceIds: ["ins-12345678"] });
    assert.match(key?.reason ?? "", /"skey-12345678".* a CVM key pair.*lhkp-/);
    assert.match(instance?.reason ?? "", /"ins-12345678".* a CVM instance.*lhins-/);
  });

  it("is refused where it names more than 100 keys", () => {
    const [problem, ...others] = problemsWith({ keyIds: keyIds(101), instanceIds: [ONE] });
    assert.equal(problem?.property, "keyIds");
    assert.match(problem?.reason ?? "", /101 key pairs.*at most 100/);
    assert.deepEqual(others, []);
  });

  it("is answered with every problem at once", () => {
    const problems = problemsWith({ keyIds: ["skey-12345678", "x"], instanceIds: [], power: "off" });
    assert.deepEqual(problems.map(placeOf), ["keyIds[0]", "keyIds[1]", "instanceIds", "power"]);
  });

  it("never puts more of a value into a message than helps", () => {
    const [problem] = problemsWith({ keyIds: ["x".repeat(10_000)], instanceIds: [ONE] });
    assert.ok((problem?.reason.length ?? 0) < 200);
  });
});

describe("a setting", () => {
  it("is refused where it is none of the known values", () => {
    const problems = problemsWith({ ...valid, associateType: "online", power: "on" });
    assert.deepEqual(problems, [
      { property: "associateType", reason: 'is "online"; it must be "ONLINE" or "OFFLINE".' },
      { property: "power", reason: 'is "on"; it must be "asFound", "running" or "leave".' },
    ]);
  });

  it("is refused where it names a user without ONLINE", () => {
    const reason = 'goes with associateType "ONLINE" only; set that, or leave it out.';
    assert.deepEqual(problemsWith({ ...valid, username: "lighthouse" }), [{ property: "username", reason }]);
    assert.deepEqual(problemsWith({ ...valid, username: "lighthouse", associateType: "OFFLINE" }), [
      { property: "username", reason },
    ]);
  });

  it("is refused where the user is no name", () => {
    const usernames = ["", "two words", "x".repeat(65), 7];
    const problems = usernames.map((username) => problemsWith({ ...valid, associateType: "ONLINE", username }));
    assert.deepEqual(
      problems.map((found) => found.map(({ property }) => property)),
      [["username"], ["username"], ["username"], ["username"]],
    );
  });
});

describe("a region", () => {
  it("passes in any form that regions have", () => {
    const regions = ["ap-guangzhou", "na-siliconvalley", "ap-shanghai-fsi", "eu-frankfurt", "ap-newplace2"];
    assert.deepEqual(regions.map(problemWithRegion), [undefined, undefined, undefined, undefined, undefined]);
  });

  it("is refused where it is none, with an example of one", () => {
    assert.match(problemWithRegion("Guangzhou") ?? "", /"Guangzhou".* not a region.* such as ap-guangzhou/);
    assert.match(problemWithRegion("") ?? "", /not a region/);
    assert.match(problemWithRegion("ap-guangzhou ") ?? "", /not a region/);
    assert.match(problemWithRegion("ap-guangzhou.evil.example/") ?? "", /not a region/);
    assert.match(problemWithRegion(7) ?? "", /7.* not a region/);
    assert.match(problemWithRegion(null) ?? "", /null.* not a region/);
  });
});

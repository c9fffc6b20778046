import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { Example } from "./example";

const WEB = { Tags: [{ Key: "role", Value: "web" }] };
const REGIONS = ["ap-guangzhou", "ap-singapore"];

describe("examples/two-regions, by its README", function () {
  this.timeout(240_000);
  let example: Example;

  before(async () => {
    example = await Example.of("examples/two-regions", {
      instances: [
        { instanceId: "lhins-guang001", region: "ap-guangzhou", ...WEB },
        { instanceId: "lhins-singa001", region: "ap-singapore", ...WEB },
        { instanceId: "lhins-tokyo001", region: "ap-tokyo", ...WEB },
      ],
    });
    await example.story.program.write({ "home/.ssh/id_rsa.pub": publicKey() });
    example.story.program.setEnv({ HOME: `${example.story.program.folder}/home` });
  });
  after(() => example?.story.end());

  it("stores the key in each region and binds it to the machines there, and then has nothing to do", async () => {
    await example.follow();

    const bound = (await example.story.cloud.pairs()).flatMap((pair) => pair.split(" on ")[1] ?? []);
    assert.deepEqual(bound.sort(), ["lhins-guang001", "lhins-singa001"]);
    await example.isQuiet();
    const machines: unknown = JSON.parse(await example.shell("pulumi stack output machines --json"));
    assert.deepEqual(machines, { [REGIONS[0] ?? ""]: ["lhins-guang001"], [REGIONS[1] ?? ""]: ["lhins-singa001"] });
  });

  it("leaves nothing behind in either", async () => {
    await example.shell("pulumi destroy");

    assert.deepEqual(await example.story.cloud.pairs(), []);
    const actions = (await example.story.cloud.newCalls()).map(({ action }) => action);
    assert.equal(actions.filter((action) => action === "DeleteKeyPairs").length, REGIONS.length);
  });
});

/** A line of OpenSSH, as `ssh-keygen -t rsa` leaves it. */
function publicKey(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const parts = [Buffer.from("ssh-rsa"), Buffer.from(e, "base64url"), positive(Buffer.from(n, "base64url"))];
  const wire = Buffer.concat(parts.flatMap((part) => [length(part), part]));
  return `ssh-rsa ${wire.toString("base64")} someone@example\n`;
}

function length(part: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(part.length);
  return bytes;
}

/** A number whose first bit is set would be read as a negative one. */
function positive(number: Buffer): Buffer {
  return (number[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.alloc(1), number]) : number;
}

import { strict as assert } from "node:assert";
import { Agent, request as httpRequest } from "node:http";
import { TestLighthouse } from "./testLighthouse";

/** How many calls are kept, as the README says. */
const KEPT = 5_000;

describe("the log of calls", () => {
  let lighthouse: TestLighthouse;
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  before(async () => {
    lighthouse = await TestLighthouse.start();
  });
  after(async () => {
    agent.destroy();
    await lighthouse.stop();
  });
  /** A call that is refused before its signature is looked at. */
  const unsigned = () =>
    new Promise<void>((resolve, reject) => {
      const call = httpRequest(lighthouse.running.address, { method: "POST", agent }, (response) => {
        response.resume().once("end", resolve);
      });
      call.once("error", reject).end("{}");
    });
  const kept = async () => {
    const log = await lighthouse.control<{ kept: number; calls: { n: number; action: string }[] }>("GET", "/calls");
    return [log.kept, log.calls.length, log.calls[0]?.n, log.calls.at(-1)?.n, log.calls.at(-1)?.action];
  };

  it("is a ring: it keeps exactly the last 5,000 calls, while counts go on exactly", async function () {
    this.timeout(60_000);
    const { instanceIds: InstanceIds } = await lighthouse.seed({ instances: 2 });
    await lighthouse.ok("StopInstances", { InstanceIds });
    await lighthouse.code("StopInstances", { InstanceIds });
    await Promise.all(Array.from({ length: KEPT - 3 }, unsigned));
    await lighthouse.ok("DescribeRegions");
    assert.deepEqual(await kept(), [KEPT, KEPT, 1, KEPT, "DescribeRegions"]);
    await Promise.all(Array.from({ length: 2 }, unsigned));
    await lighthouse.ok("DescribeInstances", { InstanceIds });
    assert.deepEqual(await kept(), [KEPT, KEPT, 4, KEPT + 3, "DescribeInstances"]);
    const unfinished = { "UnsupportedOperation.LatestOperationUnfinished": 1 };
    assert.deepEqual(await lighthouse.control("GET", "/counts"), {
      actions: {
        StopInstances: { calls: 2, executed: 1, errors: unfinished },
        "(unknown)": { calls: KEPT - 1, executed: 0, errors: { InvalidRequest: KEPT - 1 } },
        DescribeRegions: { calls: 1, executed: 1, errors: {} },
        DescribeInstances: { calls: 1, executed: 1, errors: {} },
      },
      shutdowns: { total: 2, instances: Object.fromEntries(InstanceIds.map((id) => [id, 1])) },
    });
  });
});

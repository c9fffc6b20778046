import assert from "node:assert/strict";
import { KEY_A, ONE } from "./ids.js";
import { CONFIG, newScene } from "./scene.js";

const declared = { keyIds: [KEY_A], instanceIds: [ONE] };
const { "tencentcloud:region": _, ...WITHOUT_REGION } = CONFIG;

describe("the region of an association", () => {
  const regionOf = async (scene: ReturnType<typeof newScene>, olds: object, news: object): Promise<unknown> => {
    const { inputs } = await scene.provider.check({ ...olds }, { ...news });
    return (inputs as { region?: unknown }).region;
  };

  it("is the one that the program gives, before all others", async () => {
    const scene = newScene({ environment: { TENCENTCLOUD_REGION: "ap-tokyo" } });
    const region = await regionOf(
      scene,
      { ...declared, region: "ap-beijing" },
      { ...declared, region: "eu-frankfurt" },
    );
    assert.equal(region, "eu-frankfurt");
    assert.deepEqual(scene.warnings, []);
  });

  it("is else the recorded one, and a default that says otherwise is warned of", async () => {
    const scene = newScene();

    assert.equal(await regionOf(scene, { ...declared, region: "ap-beijing" }, declared), "ap-beijing");

    assert.equal(scene.warnings.length, 1);
    assert.match(
      scene.warnings[0] ?? "",
      /ap-beijing.*tencentcloud:region in the stack's configuration says ap-guangzhou/,
    );
  });

  it("is recorded without a word where the default says the same", async () => {
    const scene = newScene();
    assert.equal(await regionOf(scene, { ...declared, region: "ap-guangzhou" }, declared), "ap-guangzhou");
    assert.deepEqual(scene.warnings, []);
  });

  it("is else the one of the stack's configuration", async () => {
    const scene = newScene({ environment: { TENCENTCLOUD_REGION: "ap-tokyo" } });
    assert.equal(await regionOf(scene, {}, declared), "ap-guangzhou");
  });

  it("is else the one of the environment", async () => {
    const scene = newScene({ config: WITHOUT_REGION, environment: { TENCENTCLOUD_REGION: " ap-tokyo\n" } });
    assert.equal(await regionOf(scene, {}, declared), "ap-tokyo");
  });

  it("is asked for where nobody names one, with each way to set it", async () => {
    const { provider } = newScene({ config: WITHOUT_REGION, environment: { TENCENTCLOUD_REGION: "" } });

    const { failures } = await provider.check({}, declared);

    assert.deepEqual(
      failures?.map(({ reason }) => reason),
      [
        "region is not set anywhere. Set region on the resource, or run: pulumi config set tencentcloud:region ap-guangzhou, or set the variable TENCENTCLOUD_REGION.",
      ],
    );
  });

  it("stays the recorded one at the second check of a replacement, which is shown no recorded inputs", async () => {
    const scene = newScene();

    await scene.provider.check({ ...declared, region: "ap-beijing" }, declared);

    assert.equal(await regionOf(scene, {}, declared), "ap-beijing");
  });

  it("is refused where a default is malformed", async () => {
    const { provider } = newScene({ config: { ...CONFIG, "tencentcloud:region": "guangzhou" } });
    const { failures } = await provider.check({}, declared);
    assert.match(failures?.[0]?.reason ?? "", /^region is "guangzhou", which is not a region/);
  });
});

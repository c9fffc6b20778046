import assert from "node:assert/strict";
import { cachedEngineRoot, cacheFolder } from "../cacheFolder";

describe("the folder that keeps the engine", () => {
  it("is in the user's cache folder", () => {
    assert.equal(cacheFolder({}, "/home/ann"), "/home/ann/.cache/pulumi-tencentcloud-lighthouse");
  });

  it("follows XDG_CACHE_HOME", () => {
    const folder = cacheFolder({ XDG_CACHE_HOME: "/var/cache/ann" }, "/home/ann");
    assert.equal(folder, "/var/cache/ann/pulumi-tencentcloud-lighthouse");
  });

  it("does not follow a relative or empty XDG_CACHE_HOME", () => {
    const expected = "/home/ann/.cache/pulumi-tencentcloud-lighthouse";
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "cache" }, "/home/ann"), expected);
    assert.equal(cacheFolder({ XDG_CACHE_HOME: "" }, "/home/ann"), expected);
  });

  it("is LIGHTHOUSE_ENGINE_CACHE itself where that is set", () => {
    const environment = { LIGHTHOUSE_ENGINE_CACHE: "/srv/engines", XDG_CACHE_HOME: "/var/cache/ann" };
    assert.equal(cacheFolder(environment, "/home/ann"), "/srv/engines");
  });

  it("keeps each engine under its version", () => {
    assert.match(cachedEngineRoot("/srv/engines"), /^\/srv\/engines\/engine-\d+\.\d+\.\d+$/);
  });
});

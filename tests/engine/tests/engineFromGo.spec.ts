import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { engineFromGo, goEnvironment } from "../engineFromGo";
import { COMMAND_LINE, LANGUAGE_HOST } from "../goModules";
import { temporaryFolder } from "../temporaryFolder";

describe("building the engine from Go modules", () => {
  it("keeps Go's caches in the folder that goes away", () => {
    const environment = goEnvironment({ HOME: "/home/ann" }, "/scratch");
    assert.equal(environment["GOMODCACHE"], "/scratch/modules");
    assert.equal(environment["GOCACHE"], "/scratch/compiled");
    assert.equal(environment["GOPATH"], "/scratch/gopath");
  });

  it("uses the caches that the environment names", () => {
    const environment = goEnvironment({ GOMODCACHE: "/ci/modules", GOCACHE: "/ci/compiled" }, "/scratch");
    assert.equal(environment["GOMODCACHE"], "/ci/modules");
    assert.equal(environment["GOCACHE"], "/ci/compiled");
  });

  it("builds for this machine, whatever the environment builds otherwise", () => {
    const environment = goEnvironment({ GOOS: "windows", GOARCH: "arm64", GOFLAGS: "-mod=vendor" }, "/scratch");
    assert.equal(environment["GOOS"], undefined);
    assert.equal(environment["GOARCH"], undefined);
    assert.equal(environment["GOFLAGS"], undefined);
  });

  it("keeps how the user reaches modules", () => {
    const settings = { GOPROXY: "https://modules.example", GONOSUMDB: "*", HTTPS_PROXY: "http://proxy:3128" };
    const environment = goEnvironment(settings, "/scratch");
    assert.deepEqual({ ...environment, ...settings }, environment);
  });

  it("names the versions that it builds", () => {
    assert.match(COMMAND_LINE.goMod, /pulumi\/pkg\/v3 v3\.274\.1\n/);
    assert.match(COMMAND_LINE.linkerFlags, /version\.Version=3\.274\.1$/);
    assert.match(LANGUAGE_HOST.goMod, /pulumi\/sdk\/v3 v3\.68\.0\n/);
  });

  it("is no way where there is no go", async () => {
    const folder = await temporaryFolder("cache");
    const context = { cache: folder.path, environment: { PATH: folder.path }, report: () => undefined };
    assert.deepEqual(await engineFromGo(context), { why: "there is no `go` on PATH" });
    assert.deepEqual(await readdir(folder.path), []);
    await folder.remove();
  });
});

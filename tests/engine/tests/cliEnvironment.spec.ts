import assert from "node:assert/strict";
import { delimiter, dirname } from "node:path";
import { CHECKOUT } from "../checkout";
import { cliEnvironment } from "../cliEnvironment";

describe("the environment of the command line", () => {
  it("has the engine's programs first on PATH, then the node that runs us", () => {
    const { PATH } = cliEnvironment("/engine/bin", { PATH: "/usr/bin" });
    assert.deepEqual(PATH?.split(delimiter), ["/engine/bin", dirname(process.execPath), "/usr/bin"]);
  });

  it("carries nothing of the user's accounts, states and settings", () => {
    const surrounding = {
      PULUMI_ACCESS_TOKEN: "pul-secret",
      PULUMI_BACKEND_URL: "s3://production",
      TENCENTCLOUD_SECRET_KEY: "secret",
      TCCLI_PROFILE: "production",
      TKE_ROLE_ARN: "qcs::cam",
      NODE_OPTIONS: "--require=coverage",
      NODE_V8_COVERAGE: "/somewhere",
    };
    const environment = cliEnvironment("/engine/bin", surrounding);
    assert.deepEqual(
      Object.keys(surrounding).filter((name) => name in environment),
      [],
    );
  });

  it("keeps what has nothing to do with the engine", () => {
    assert.equal(cliEnvironment("/engine/bin", { LANG: "zh_CN.UTF-8" })["LANG"], "zh_CN.UTF-8");
  });

  it("keeps the engine's own files inside the checkout's ignored folder", () => {
    const { PULUMI_HOME } = cliEnvironment("/engine/bin", { PULUMI_HOME: "/home/ann/.pulumi" });
    assert.ok(PULUMI_HOME?.startsWith(`${CHECKOUT}/.work/`));
  });

  it("looks nothing up", () => {
    const environment = cliEnvironment("/engine/bin", {});
    assert.equal(environment["PULUMI_SKIP_UPDATE_CHECK"], "true");
    assert.equal(environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"], "true");
  });
});

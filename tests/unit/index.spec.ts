import assert from "node:assert/strict";

import provider = require("../../provider/index.js");

describe("the provider that the host requires", () => {
  it("has every method that the host calls", () => {
    const methods: Record<string, unknown> = provider;
    const called = ["configure", "check", "diff", "create", "read", "update", "delete"];
    assert.deepEqual(
      called.filter((name) => typeof methods[name] !== "function"),
      [],
    );
  });

  it("checks without credentials, network or program", async () => {
    const declared = { keyIds: ["skey-12345678"], instanceIds: ["lhins-11111111"], region: "ap-guangzhou" };
    const { failures } = await provider.check({}, declared);
    assert.match(failures?.[0]?.reason ?? "", /keyIds\[0\].*CVM key pair/);
  });
});

import assert from "node:assert/strict";
import { proxiesFrom, proxyFor } from "../../../provider/proxies.js";
import { configOf, faultOf, KEY, type Values } from "./settingsOf.js";

const LIGHTHOUSE = "lighthouse.tencentcloudapi.com";
const PROXY = { HTTPS_PROXY: "http://proxy.example:3128" };

/** The address of the proxy through which a host is called over HTTPS; "direct" where there is none. */
const proxyOf = (endpoint: string, environment: Values, config: Values = {}): string =>
  proxyFor(endpoint, "https://", proxiesFrom(configOf(config), environment))?.value.host ?? "direct";

const isDirectBy = (NO_PROXY: string, endpoint = LIGHTHOUSE): boolean =>
  proxyOf(endpoint, { ...PROXY, NO_PROXY }) === "direct";

describe("a proxy", () => {
  it("is the variable's of the protocol, in small letters first", () => {
    const environment = { ...PROXY, HTTP_PROXY: "http://plain.example:8080" };
    assert.equal(proxyOf(LIGHTHOUSE, environment), "proxy.example:3128");
    assert.equal(proxyOf(LIGHTHOUSE, { ...environment, https_proxy: "small.example:1" }), "small.example:1");
    const proxies = proxiesFrom(configOf({}), environment);
    assert.equal(proxyFor(LIGHTHOUSE, "http://", proxies)?.value.host, "plain.example:8080");
    assert.equal(proxyOf(LIGHTHOUSE, {}), "direct");
  });

  it("is not used for hosts that NO_PROXY names: by host, by domain, by port, or all", () => {
    const excepting = ["lighthouse.tencentcloudapi.com", "tencentcloudapi.com", ".tencentcloudapi.com", "*.COM", "*"];
    assert.deepEqual(
      excepting.map((except) => isDirectBy(except)),
      Array<boolean>(5).fill(true),
    );
    assert.ok(isDirectBy("a.example, tencentcloudapi.com:443 b.example"));
    assert.ok(isDirectBy("tencentcloudapi.com:8443", `${LIGHTHOUSE}:8443`));
    const other = ["", "cloudapi.com", "tencentcloudapi.com:80", "lighthouse", ".", "10.0.0.0/8"];
    assert.deepEqual(
      other.map((except) => isDirectBy(except)),
      Array<boolean>(6).fill(false),
    );
    assert.equal(proxyOf(LIGHTHOUSE, { ...PROXY, no_proxy: "*" }), "direct");
  });

  it("is never used for this machine itself, unless the setting of ours asks for it", () => {
    const own = ["localhost:1", "127.0.0.1:41137", "127.8.9.10", "[::1]:41137", "api.localhost"];
    assert.deepEqual(
      own.map((endpoint) => proxyOf(endpoint, PROXY)),
      Array<string>(5).fill("direct"),
    );
    const setting = { "tencentcloud:proxy": "http://set.example:1" };
    assert.equal(proxyOf("127.0.0.1:41137", { ...PROXY, NO_PROXY: "*" }, setting), "set.example:1");
    assert.equal(proxyOf(LIGHTHOUSE, { ...PROXY, TENCENTCLOUD_PROXY: "other.example:2" }), "other.example:2");
  });

  it("is refused where it is none, by the name of its source and without its value", () => {
    assert.equal(
      faultOf(KEY, { HTTPS_PROXY: "socks5://user:secret@proxy.example" }),
      "the variable HTTPS_PROXY is not an HTTP proxy: give an address such as http://proxy.example:3128.",
    );
    assert.match(faultOf({ ...KEY, "tencentcloud:proxy": "http://" }), /^tencentcloud:proxy .* is not an HTTP proxy/);
  });

  it("that is none and not needed is in nobody's way", () => {
    assert.equal(
      faultOf({ ...KEY, "tencentcloud:endpoint": "localhost:1" }, { HTTPS_PROXY: "socks5://p" }),
      "no fault",
    );
  });
});

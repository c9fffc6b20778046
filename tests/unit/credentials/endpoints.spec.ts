import assert from "node:assert/strict";
import { DEFAULT_ENDPOINT } from "../../../provider/endpoints.js";
import { connection, faultOf, KEY, type Values } from "./settingsOf.js";

const reached = (config: Values, environment: Values = {}): string => {
  const { protocol, endpoint } = connection({ ...KEY, ...config }, environment);
  return protocol + endpoint;
};

describe("the endpoint", () => {
  const at = (endpoint: string): string => reached({ "tencentcloud:endpoint": endpoint });

  it("is the nearest of the service over HTTPS where none is named", () => {
    assert.equal(reached({}), `https://${DEFAULT_ENDPOINT}`);
    assert.equal(DEFAULT_ENDPOINT, "lighthouse.tencentcloudapi.com");
  });

  it("comes from the configuration before the environment", () => {
    const environment = { TENCENTCLOUD_ENDPOINT: "lighthouse.ap-tokyo.tencentcloudapi.com" };
    assert.equal(reached({}, environment), "https://lighthouse.ap-tokyo.tencentcloudapi.com");
    assert.equal(
      reached({ "tencentcloud:endpoint": "lighthouse.intl.tencentcloudapi.com" }, environment),
      "https://lighthouse.intl.tencentcloudapi.com",
    );
  });

  it("is in the root domain that is named, where no endpoint is named beside it", () => {
    const domain = { "tencentcloud:domain": "intl.tencentcloudapi.com" };
    assert.equal(reached(domain), "https://lighthouse.intl.tencentcloudapi.com");
    assert.equal(
      reached({}, { TENCENTCLOUD_DOMAIN: "internal.tencentcloudapi.com" }),
      "https://lighthouse.internal.tencentcloudapi.com",
    );
    assert.equal(reached({ ...domain, "tencentcloud:endpoint": "elsewhere.example" }), "https://elsewhere.example");
    assert.equal(
      reached(domain, { TENCENTCLOUD_ENDPOINT: "elsewhere.example" }),
      "https://lighthouse.intl.tencentcloudapi.com",
    );
  });

  it("may have a port, a scheme, slashes at its end, or be an address", () => {
    assert.equal(at("127.0.0.1:41137"), "https://127.0.0.1:41137");
    assert.equal(at("http://127.0.0.1:41137"), "http://127.0.0.1:41137");
    assert.equal(at("https://localhost:41137/"), "https://localhost:41137");
    assert.equal(at("http://[::1]:8080//"), "http://[::1]:8080");
    assert.equal(at(" http://127.0.0.1:41137\n"), "http://127.0.0.1:41137");
    assert.equal(at("localhost:65535"), "https://localhost:65535");
  });

  it("is refused where it is none, by the name of its source and without its value", () => {
    const wrong = ["https://", "a host", "host/path", "user:pass@host", "host:", "host:123456", "ftp://host"];
    const faults = [...wrong, "host:65536", "host:0"].map((endpoint) =>
      faultOf({ ...KEY, "tencentcloud:endpoint": endpoint }),
    );
    const expected =
      "tencentcloud:endpoint in the stack's configuration is not an endpoint: give a host such as lighthouse.tencentcloudapi.com, with a port from 1 to 65535 if need be.";
    assert.deepEqual(faults, Array<string>(9).fill(expected));
    assert.match(
      faultOf(KEY, { TENCENTCLOUD_ENDPOINT: "?" }),
      /^the variable TENCENTCLOUD_ENDPOINT is not an endpoint/,
    );
    assert.match(faultOf(KEY, { TENCENTCLOUD_DOMAIN: "?" }), /^the variable TENCENTCLOUD_DOMAIN is not an endpoint/);
  });
});

describe("the endpoint of the security token service", () => {
  const stsBeside = (endpoint: string): string => connection({ ...KEY, "tencentcloud:endpoint": endpoint }).stsEndpoint;

  it("is the one of the same side of the world", () => {
    assert.equal(connection(KEY).stsEndpoint, "sts.tencentcloudapi.com");
    assert.equal(stsBeside("lighthouse.ap-tokyo.tencentcloudapi.com"), "sts.tencentcloudapi.com");
    assert.equal(stsBeside("lighthouse.intl.tencentcloudapi.com"), "sts.intl.tencentcloudapi.com");
    assert.equal(
      connection({ ...KEY, "tencentcloud:domain": "internal.tencentcloudapi.com" }).stsEndpoint,
      "sts.internal.tencentcloudapi.com",
    );
  });

  it("is the same as any endpoint that is not Tencent's, or the one that is named", () => {
    assert.equal(stsBeside("http://127.0.0.1:41137"), "127.0.0.1:41137");
    const named = { "tencentcloud:stsEndpoint": "sts.example" };
    assert.equal(
      connection({ ...KEY, ...named }, { TENCENTCLOUD_STS_ENDPOINT: "other.example" }).stsEndpoint,
      "sts.example",
    );
    assert.match(
      faultOf(KEY, { TENCENTCLOUD_STS_ENDPOINT: "a host" }),
      /^the variable TENCENTCLOUD_STS_ENDPOINT is not an endpoint/,
    );
  });
});

describe("the protocol", () => {
  const protocolOf = (config: Values, environment: Values = {}): string =>
    connection({ ...KEY, ...config }, environment).protocol;

  it("is the one that is named, with or without its slashes, in any case", () => {
    assert.equal(protocolOf({ "tencentcloud:protocol": "http" }), "http://");
    assert.equal(protocolOf({ "tencentcloud:protocol": "HTTPS" }), "https://");
    assert.equal(protocolOf({}, { TENCENTCLOUD_PROTOCOL: "http://" }), "http://");
  });

  it("comes from the configuration before the environment, and from both before the endpoint's scheme", () => {
    const environment = { TENCENTCLOUD_PROTOCOL: "http" };
    assert.equal(protocolOf({ "tencentcloud:protocol": "https" }, environment), "https://");
    assert.equal(protocolOf({ "tencentcloud:endpoint": "https://localhost:1" }, environment), "http://");
  });

  it("is refused where it is another", () => {
    assert.equal(
      faultOf({ ...KEY, "tencentcloud:protocol": "ftp" }),
      "tencentcloud:protocol in the stack's configuration must be https or http.",
    );
    assert.equal(
      faultOf(KEY, { TENCENTCLOUD_PROTOCOL: "h2" }),
      "the variable TENCENTCLOUD_PROTOCOL must be https or http.",
    );
  });
});

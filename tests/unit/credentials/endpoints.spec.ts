import assert from "node:assert/strict";
import {
  ambientRegion,
  ConfigurationError,
  connectionFrom,
  DEFAULT_ENDPOINT,
  NoCredentials,
} from "../../provider/configuration.js";

type Values = Record<string, string | undefined>;

const configOf = (values: Values) => ({ get: (key: string) => values[key] });
const connection = (config: Values, environment: Values = {}) => connectionFrom(configOf(config), environment);
const faultOf = (config: Values, environment: Values = {}): string => {
  try {
    connection(config, environment);
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.match(error.name, /^(ConfigurationError|NoCredentials)$/);
    return error.message;
  }
  return "no fault";
};

const KEY = { "tencentcloud:secretId": "AKIDconfig", "tencentcloud:secretKey": "key of the config" };
const ENVIRONMENT_KEY = {
  TENCENTCLOUD_SECRET_ID: "AKIDenvironment",
  TENCENTCLOUD_SECRET_KEY: "key of the environment",
};

describe("credentials", () => {
  it("come from the stack's configuration first", () => {
    assert.deepEqual(connection(KEY, ENVIRONMENT_KEY).credentials, {
      secretId: "AKIDconfig",
      secretKey: "key of the config",
    });
  });

  it("come from the environment where the configuration has none", () => {
    assert.deepEqual(connection({}, ENVIRONMENT_KEY).credentials, {
      secretId: "AKIDenvironment",
      secretKey: "key of the environment",
    });
  });

  it("are one source's only: a token of the environment does not go with a key of the configuration", () => {
    const credentials = connection(KEY, { ...ENVIRONMENT_KEY, TENCENTCLOUD_TOKEN: "token" }).credentials;
    assert.deepEqual(credentials, { secretId: "AKIDconfig", secretKey: "key of the config" });
  });

  it("hold the token of the configuration", () => {
    assert.equal(connection({ ...KEY, "tencentcloud:securityToken": "token" }).credentials.securityToken, "token");
  });

  it("hold the token of the environment under each of its three names, in a fixed order", () => {
    const tokenOf = (tokens: Values) => connection({}, { ...ENVIRONMENT_KEY, ...tokens }).credentials.securityToken;
    const all = { TENCENTCLOUD_TOKEN: "3", TENCENTCLOUD_SESSION_TOKEN: "2", TENCENTCLOUD_SECURITY_TOKEN: "1" };
    assert.equal(tokenOf(all), "1");
    assert.equal(tokenOf({ ...all, TENCENTCLOUD_SECURITY_TOKEN: undefined }), "2");
    assert.equal(tokenOf({ TENCENTCLOUD_TOKEN: "3" }), "3");
    assert.equal(tokenOf({}), undefined);
  });

  it("are freed of the blanks that come with pasting", () => {
    const pasted = { "tencentcloud:secretId": " AKIDconfig\n", "tencentcloud:secretKey": "\tkey\r\n" };
    assert.deepEqual(connection(pasted).credentials, { secretId: "AKIDconfig", secretKey: "key" });
  });

  it("count as missing where they are empty", () => {
    const empty = { "tencentcloud:secretId": "", "tencentcloud:secretKey": "  " };
    assert.equal(connection(empty, ENVIRONMENT_KEY).credentials.secretId, "AKIDenvironment");
  });

  it("stop at half a pair, and the half that is missing is named", () => {
    assert.equal(
      faultOf({ "tencentcloud:secretId": "AKIDconfig" }, ENVIRONMENT_KEY),
      "tencentcloud:secretId is set but tencentcloud:secretKey is not; set both or neither.",
    );
    assert.equal(
      faultOf({ "tencentcloud:secretKey": "k" }, ENVIRONMENT_KEY),
      "tencentcloud:secretKey is set but tencentcloud:secretId is not; set both or neither.",
    );
    assert.equal(
      faultOf({}, { TENCENTCLOUD_SECRET_KEY: "k" }),
      "TENCENTCLOUD_SECRET_KEY is set but TENCENTCLOUD_SECRET_ID is not; set both or neither.",
    );
  });

  it("are asked for where there are none, with each place and the command", () => {
    const fault = faultOf({});
    assert.match(fault, /no credentials/);
    assert.match(fault, /tencentcloud:secretId/);
    assert.match(fault, /TENCENTCLOUD_SECRET_ID/);
    assert.match(fault, /pulumi config set --secret tencentcloud:secretId/);
  });
});

describe("what is missing from the configuration", () => {
  it("is told apart: a preview can do without any credentials, and not with half a pair", () => {
    assert.throws(() => connection({}), NoCredentials);
    assert.throws(() => connection({ "tencentcloud:secretId": "AKIDconfig" }), ConfigurationError);
  });
});

describe("the endpoint", () => {
  const reached = (config: Values, environment: Values = {}): string => {
    const { protocol, endpoint } = connection({ ...KEY, ...config }, environment);
    return protocol + endpoint;
  };
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

  it("may have a port, a scheme, slashes at its end, or be an address", () => {
    assert.equal(at("127.0.0.1:41137"), "https://127.0.0.1:41137");
    assert.equal(at("http://127.0.0.1:41137"), "http://127.0.0.1:41137");
    assert.equal(at("https://localhost:41137/"), "https://localhost:41137");
    assert.equal(at("http://[::1]:8080//"), "http://[::1]:8080");
    assert.equal(at(" http://127.0.0.1:41137\n"), "http://127.0.0.1:41137");
  });

  it("is refused where it is none, by the name of its source and without its value", () => {
    const faults = ["https://", "a host", "host/path", "user:pass@host", "host:", "host:123456", "ftp://host"].map(
      (endpoint) => faultOf({ ...KEY, "tencentcloud:endpoint": endpoint }),
    );
    const expected =
      "tencentcloud:endpoint in the stack's configuration is not an endpoint: give a host such as lighthouse.tencentcloudapi.com, with a port if need be.";
    assert.deepEqual(faults, Array<string>(7).fill(expected));
    assert.match(
      faultOf(KEY, { TENCENTCLOUD_ENDPOINT: "?" }),
      /^the variable TENCENTCLOUD_ENDPOINT is not an endpoint/,
    );
  });
});

describe("the endpoint of the security token service", () => {
  const stsBeside = (endpoint: string): string => connection({ ...KEY, "tencentcloud:endpoint": endpoint }).stsEndpoint;

  it("is the one of the same side of the world", () => {
    assert.equal(connection(KEY).stsEndpoint, "sts.tencentcloudapi.com");
    assert.equal(stsBeside("lighthouse.ap-tokyo.tencentcloudapi.com"), "sts.tencentcloudapi.com");
    assert.equal(stsBeside("lighthouse.intl.tencentcloudapi.com"), "sts.intl.tencentcloudapi.com");
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
    assert.equal(protocolOf({ "tencentcloud:protocol": "HTTPS://" }), "https://");
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

describe("a default region", () => {
  it("comes from the configuration before the environment, and its source is known", () => {
    const environment = { TENCENTCLOUD_REGION: "ap-tokyo" };
    assert.deepEqual(ambientRegion(configOf({ "tencentcloud:region": "ap-beijing" }), environment), {
      value: "ap-beijing",
      source: "tencentcloud:region in the stack's configuration",
    });
    assert.deepEqual(ambientRegion(configOf({}), environment), {
      value: "ap-tokyo",
      source: "the variable TENCENTCLOUD_REGION",
    });
    assert.equal(ambientRegion(configOf({}), {}), undefined);
  });
});

describe("what is wrong with the configuration", () => {
  it("never holds a value of it", () => {
    const secrets = { TENCENTCLOUD_SECRET_ID: "AKIDsecret", TENCENTCLOUD_TOKEN: "AKIDsecret" };
    assert.doesNotMatch(faultOf({}, secrets), /AKIDsecret/);
    assert.doesNotMatch(faultOf({ ...KEY, "tencentcloud:endpoint": "AKIDsecret@host" }), /AKIDsecret/);
    assert.doesNotMatch(faultOf({ ...KEY, "tencentcloud:protocol": "AKIDsecret" }), /AKIDsecret/);
  });
});

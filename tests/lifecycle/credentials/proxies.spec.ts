import assert from "node:assert/strict";
import { ApiError } from "../../../provider/apiError";
import { LighthouseApi } from "../../../provider/lighthouseApi";
import { unusedPort } from "../../program/unusedPort";
import { REGION } from "../ids";
import { ConnectProxy, type ProxyManners } from "./connectProxy";
import { siteOfEachTest, type Values } from "./site";

const LIGHTHOUSE = "lighthouse.tencentcloudapi.com";

describe("calls through a proxy", () => {
  const site = siteOfEachTest();
  const proxies: ConnectProxy[] = [];
  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.stop()));
  });

  const port = (): number => Number(site.running.endpoint.split(":")[1]);
  const key = () => ({
    "tencentcloud:secretId": site.first.secretId,
    "tencentcloud:secretKey": site.first.secretKey,
  });

  async function proxyWith(manners: Omit<ProxyManners, "to"> = {}): Promise<ConnectProxy> {
    const proxy = await ConnectProxy.start({ to: port(), ...manners });
    proxies.push(proxy);
    return proxy;
  }

  /** Calls an endpoint over plain HTTP in these surroundings. */
  const read = (environment: Values, config: Values = {}): Promise<unknown> =>
    site.api({ ...key(), ...config }, { TENCENTCLOUD_PROTOCOL: "http", ...environment }).describeKeyPairs([]);

  it("go to the host that is called in any case, and share their connection", async () => {
    const proxy = await proxyWith();
    const environment = { TENCENTCLOUD_ENDPOINT: undefined, TENCENTCLOUD_PROTOCOL: "http", HTTP_PROXY: proxy.host };
    const api = site.api(key(), environment);
    const calls = await site.callsOf(api.describeKeyPairs([]).then(() => api.describeKeyPairs([])));
    assert.equal(calls.length, 2);
    assert.deepEqual(proxy.asked, [`${LIGHTHOUSE}:80`]);
  });

  it("show which hosts are called: those of the mainland and the world, of a region, and of the international site", async () => {
    const proxy = await proxyWith();
    const { roleArn } = await site.accountWithRole();
    const assumeRole = { "tencentcloud:assumeRole": JSON.stringify({ roleArn }) };
    const hostsOf = async (config: Values, environment: Values = {}) => {
      const unset = { TENCENTCLOUD_ENDPOINT: undefined, HTTP_PROXY: proxy.host };
      await read({ ...unset, ...environment }, { ...assumeRole, ...config });
      return proxy.asked.splice(0);
    };
    assert.deepEqual(await hostsOf({}), ["sts.tencentcloudapi.com:80", `${LIGHTHOUSE}:80`]);
    const regional = { "tencentcloud:endpoint": "lighthouse.ap-tokyo.tencentcloudapi.com" };
    assert.deepEqual(await hostsOf(regional), [
      "sts.tencentcloudapi.com:80",
      "lighthouse.ap-tokyo.tencentcloudapi.com:80",
    ]);
    const international = ["sts.intl.tencentcloudapi.com:80", "lighthouse.intl.tencentcloudapi.com:80"];
    assert.deepEqual(await hostsOf({ "tencentcloud:domain": "intl.tencentcloudapi.com" }), international);
    const endpoint = { TENCENTCLOUD_ENDPOINT: "lighthouse.intl.tencentcloudapi.com" };
    assert.deepEqual(await hostsOf({}, endpoint), international);
    assert.deepEqual(await hostsOf({ "tencentcloud:stsEndpoint": "sts.example:8080" }), [
      "sts.example:8080",
      `${LIGHTHOUSE}:80`,
    ]);
  });

  it("are made to all hosts but those that NO_PROXY names", async () => {
    const proxy = await proxyWith();
    // This machine by a name that does not say so.
    const environment = { TENCENTCLOUD_ENDPOINT: `0.0.0.0:${port()}`, http_proxy: `http://${proxy.host}` };
    await read({ ...environment, NO_PROXY: "example.com,0.0.0.0" });
    assert.deepEqual(proxy.asked, []);
    await read({ ...environment, NO_PROXY: "example.com" });
    assert.deepEqual(proxy.asked, [`0.0.0.0:${port()}`]);
  });

  it("are not made to this machine itself, unless our own setting asks for it", async () => {
    const proxy = await proxyWith();
    await read({ HTTP_PROXY: proxy.host, HTTPS_PROXY: proxy.host });
    assert.deepEqual(proxy.asked, []);
    await read({}, { "tencentcloud:proxy": `http://${proxy.host}` });
    assert.deepEqual(proxy.asked, [site.running.endpoint]);
  });

  it("are not made to the metadata of the machine", async () => {
    await site.control.patch("settings", { metadataRole: "cvm-role" });
    const proxy = await proxyWith();
    const calls = await site.callsOf(
      site.api({ "tencentcloud:camRoleName": "cvm-role" }, { TENCENTCLOUD_PROXY: proxy.host }).describeKeyPairs([]),
    );
    assert.equal(calls.length, 2);
    assert.deepEqual(proxy.asked, [site.running.endpoint]);
  });

  it("tell the proxy who asks, and keep that to themselves", async () => {
    const proxy = await proxyWith({ login: "somebody:p@ss" });
    const proxyAt = (login: string) => ({ "tencentcloud:proxy": `http://${login}@${proxy.host}` });
    await read({}, proxyAt("somebody:p%40ss"));
    await assert.rejects(read({}, proxyAt("somebody:wrong-secret")), (error: Error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.kind, "giveUp");
      assert.match(
        error.message,
        /the proxy http:\/\/127\.0\.0\.1:\d+ \(tencentcloud:proxy in the stack's configuration\) answered 407/,
      );
      assert.match(error.message, /check tencentcloud:endpoint and the proxy settings/);
      assert.doesNotMatch(error.message, /wrong-secret|somebody/);
      return true;
    });
  });

  it("that come to nothing on their way to the service may be made again", async () => {
    const kindOf = async (host: string): Promise<string> => {
      const connection = site.connection({ ...key(), "tencentcloud:proxy": host });
      const api = new LighthouseApi(REGION, { ...connection, requestTimeoutS: 0.2 });
      const error: unknown = await api.associate([], [], {}).catch((failure: unknown) => failure);
      assert.ok(error instanceof ApiError, String(error));
      assert.match(error.message, /did not reach Lighthouse: .*the proxy http:\/\/127\.0\.0\.1:\d+/);
      return error.kind;
    };
    const [silent, refusing] = [await proxyWith({ refusal: "silence" }), await proxyWith({ refusal: 502 })];
    const nobody = `127.0.0.1:${await unusedPort()}`;
    const kinds = [await kindOf(silent.host), await kindOf(refusing.host), await kindOf(nobody)];
    assert.deepEqual(kinds, Array<string>(3).fill("unreachable"));
  });
});

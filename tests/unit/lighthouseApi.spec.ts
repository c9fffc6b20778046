import assert from "node:assert/strict";
import { ApiError } from "../../provider/apiError.js";
import { connectionFrom } from "../../provider/configuration.js";
import { LighthouseApi } from "../../provider/lighthouseApi.js";
import { type Answer, type Received, withServer } from "./httpServer.js";
import { KEY_A, ONE, REGION, TWO } from "./ids.js";
import { CONFIG } from "./scene.js";

const TOKEN = { "tencentcloud:securityToken": "a-token-for-tests" };
const reply = (fields: object): Answer => ({ body: JSON.stringify({ Response: { RequestId: "r-1", ...fields } }) });

/** What one call gives when the service answers so, and what arrived. */
async function asked<T>(
  answer: Answer,
  call: (api: LighthouseApi) => Promise<T>,
  more = {},
): Promise<{ result: T; received: Received[] }> {
  return withServer(
    () => answer,
    async (endpoint, received) => {
      const values: Record<string, string | undefined> = {
        ...CONFIG,
        ...more,
        "tencentcloud:endpoint": `http://${endpoint}`,
      };
      const api = new LighthouseApi(REGION, connectionFrom({ get: (key) => values[key] }, {}));
      return { result: await call(api), received };
    },
  );
}

const errorFrom = async (answer: Answer): Promise<ApiError> => {
  const { result } = await asked(answer, (api) => api.associate([KEY_A], [ONE], {}).catch((error: unknown) => error));
  assert.ok(result instanceof ApiError, String(result));
  return result;
};

const sent = ({ body }: Received): unknown => JSON.parse(body);

describe("a call of Lighthouse", () => {
  it("names action, version and region, and is signed", async () => {
    const { received } = await asked(reply({ InstanceSet: [] }), (api) => api.describeInstances([ONE]), TOKEN);

    const headers: Received["headers"] = received[0]?.headers ?? {};
    assert.equal(headers["x-tc-action"], "DescribeInstances");
    assert.equal(headers["x-tc-version"], "2020-03-24");
    assert.equal(headers["x-tc-region"], REGION);
    assert.equal(headers["x-tc-token"], "a-token-for-tests");
    assert.equal(headers["x-tc-language"], "en-US");
    assert.match(String(headers.authorization), /^TC3-HMAC-SHA256 Credential=AKIDtests\//);
  });

  it("asks for as many rows as there can be", async () => {
    const { received } = await asked(reply({ KeyPairSet: [] }), (api) => api.describeKeyPairs([KEY_A]));
    assert.deepEqual(received.map(sent), [{ KeyIds: [KEY_A], Limit: 100 }]);
  });

  it("binds and unbinds with what is set, and with nothing else", async () => {
    const { received, result } = await asked(reply({}), async (api) => [
      await api.associate([KEY_A], [ONE, TWO], {}),
      await api.associate([KEY_A], [ONE], { associateType: "ONLINE", username: "root" }),
      await api.disassociate([KEY_A], [ONE], { associateType: "OFFLINE" }),
      await api.startInstances([ONE]),
      await api.stopInstances([ONE]),
    ]);

    assert.deepEqual(result, Array<string>(5).fill("r-1"));
    assert.deepEqual(received.map(sent), [
      { KeyIds: [KEY_A], InstanceIds: [ONE, TWO] },
      { KeyIds: [KEY_A], InstanceIds: [ONE], AssociateType: "ONLINE", Username: "root" },
      { KeyIds: [KEY_A], InstanceIds: [ONE], DisassociateType: "OFFLINE" },
      { InstanceIds: [ONE] },
      { InstanceIds: [ONE] },
    ]);
    assert.deepEqual(
      received.map(({ headers }) => headers["x-tc-action"]),
      [
        "AssociateInstancesKeyPairs",
        "AssociateInstancesKeyPairs",
        "DisassociateInstancesKeyPairs",
        "StartInstances",
        "StopInstances",
      ],
    );
  });
});

describe("a reply of Lighthouse", () => {
  it("tells of an instance what it holds, whatever is null or missing", async () => {
    const full = {
      InstanceId: ONE,
      InstanceName: "web",
      InstanceState: "RUNNING",
      PlatformType: "LINUX_UNIX",
      LatestOperation: "StartInstances",
      LatestOperationState: "SUCCESS",
      LatestOperationRequestId: "r-0",
      LatestOperationStartedTime: "2026-11-25T00:00:00Z",
      LoginSettings: { KeyIds: [KEY_A] },
    };
    const bare = { InstanceId: TWO, LatestOperationState: null, LatestOperationStartedTime: null, LoginSettings: null };

    const { result } = await asked(reply({ InstanceSet: [full, bare, {}] }), (api) =>
      api.describeInstances([ONE, TWO]),
    );

    assert.deepEqual(result, [
      {
        instanceId: ONE,
        name: "web",
        state: "RUNNING",
        platformType: "LINUX_UNIX",
        operation: "StartInstances",
        operationState: "SUCCESS",
        operationRequestId: "r-0",
        operationStartedMs: Date.UTC(2026, 10, 25),
        loginKeyIds: [KEY_A],
      },
      { instanceId: TWO },
    ]);
  });

  it("tells of a key pair where it is bound and for whom, whatever is null or missing", async () => {
    const mainland = {
      KeyId: KEY_A,
      KeyName: "mine",
      AssociatedInstanceIds: [ONE, TWO],
      AssociatedInstanceSet: [{ InstanceId: ONE, Username: "root" }, { InstanceId: TWO }],
    };
    const international = { KeyId: "lhkp-international", AssociatedInstanceIds: null };

    const { result } = await asked(reply({ KeyPairSet: [mainland, international, {}] }), (api) =>
      api.describeKeyPairs([KEY_A]),
    );

    assert.deepEqual(result, [
      { keyId: KEY_A, name: "mine", instanceIds: new Set([ONE, TWO]), usernames: new Map([[ONE, "root"]]) },
      { keyId: "lhkp-international", instanceIds: new Set(), usernames: new Map() },
    ]);
  });

  it("tells what would be refused", async () => {
    const denied = { Action: "AssociateInstancesKeyPairs", Code: "UnsupportedOperation.X", Message: "no" };
    const rows = [
      { InstanceId: ONE, DeniedActions: [denied, { Action: "StartInstances" }] },
      { InstanceId: TWO, DeniedActions: null },
    ];

    const { result } = await asked(reply({ InstanceDeniedActionSet: rows }), (api) =>
      api.describeDeniedActions([ONE, TWO]),
    );

    assert.deepEqual(result, [
      { instanceId: ONE, action: "AssociateInstancesKeyPairs", code: "UnsupportedOperation.X", message: "no" },
    ]);
  });
});

describe("a call that fails", () => {
  it("holds the code, the RequestId and the words of a refusal", async () => {
    const error = await errorFrom(
      reply({ Error: { Code: "UnsupportedOperation.KeyPairBindDuplicate", Message: "bound already" } }),
    );
    assert.deepEqual(
      [error.code, error.requestId, error.kind],
      ["UnsupportedOperation.KeyPairBindDuplicate", "r-1", "replan"],
    );
    assert.match(
      error.message,
      /AssociateInstancesKeyPairs of lhkp-aaaaaaaa was refused with .* \(RequestId r-1\): bound already\./,
    );
  });

  it("may have been carried out where the connection was cut, and surely was not where nobody listens", async () => {
    assert.equal((await errorFrom("cut")).kind, "unknown");
    const closed = await withServer(
      () => "cut",
      (endpoint) => Promise.resolve(endpoint),
    );
    const values: Record<string, string | undefined> = { ...CONFIG, "tencentcloud:endpoint": `http://${closed}` };
    const api = new LighthouseApi(REGION, connectionFrom({ get: (key) => values[key] }, {}));
    await assert.rejects(api.describeInstances([ONE]), (error) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.kind, "unreachable");
      assert.match(error.message, /did not reach Lighthouse.*tencentcloud:endpoint/);
      return true;
    });
  });

  it("is told by its HTTP status where that is not 200", async () => {
    assert.equal((await errorFrom({ status: 502, body: "<html>" })).kind, "unknown");
    assert.equal((await errorFrom({ status: 403, body: "{}" })).kind, "giveUp");
    assert.equal((await errorFrom({ status: 429, body: "" })).kind, "throttled");
  });

  it("may have been carried out where the answer is none: no JSON, no Response, no RequestId", async () => {
    const answers: Answer[] = [
      { body: "<html>hello</html>" },
      { body: "{}" },
      { body: "null" },
      { body: '{"Response":null}' },
      { body: '{"Response":{}}' },
      { body: "" },
    ];
    const errors = await Promise.all(answers.map((answer) => errorFrom(answer)));
    assert.deepEqual(
      errors.map(({ kind }) => kind),
      Array<string>(6).fill("unknown"),
    );
    assert.deepEqual(
      errors.filter(({ message }) => /undefined|null|propert/.test(message)),
      [],
    );
    assert.match(errors[1]?.message ?? "", /got no usable answer: JSON without a Response came back\. Run the same/);
  });

  it("is a reply that lacks its list", async () => {
    const { result } = await asked(reply({ TotalCount: 0 }), (api) =>
      api.describeInstances([ONE]).catch((error: unknown) => error),
    );
    assert.match(String(result), /DescribeInstances got no usable answer/);
  });

  it("tells nothing of the key that signs", async () => {
    const errors = await Promise.all([
      errorFrom(reply({ Error: { Code: "AuthFailure.SignatureFailure", Message: "no" } })),
      errorFrom({ status: 403, body: "{}" }),
      errorFrom("cut"),
    ]);
    assert.ok(errors.every((error) => !`${error.message}${error.stack}`.includes(CONFIG["tencentcloud:secretKey"])));
  });

  it("tells nothing of the credentials, though the service or a proxy repeats them", async () => {
    const { "tencentcloud:secretId": id, "tencentcloud:secretKey": key } = CONFIG;
    const token = TOKEN["tencentcloud:securityToken"];
    const answer = reply({
      Error: { Code: "AuthFailure.SecretIdNotFound", Message: `no ${id}, ${key}, ${token} here` },
    });

    const { result } = await asked(
      answer,
      (api) => api.describeInstances([ONE]).catch((error: unknown) => error),
      TOKEN,
    );

    assert.match(String(result), /no \*+, \*+, \*+ here/);
    assert.doesNotMatch(String(result), new RegExp(`${id}|${key}|${token}`));
  });
});

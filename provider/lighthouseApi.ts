/**
 * The Lighthouse API through Tencent's SDK: the only file that knows its Lighthouse part, and the only one where the
 * names of the wire (`InstanceIds`) and ours (`instanceIds`) meet.
 */
import type { Client } from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js";
import type * as wire from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_models.js";
import { ApiError } from "./apiError.js";
import { clientConfig } from "./clientConfig.js";
import type { Connection, Credentials } from "./configuration.js";
import { refusesToken } from "./errorTable.js";
import {
  type BindOptions,
  type DeniedAction,
  type Instance,
  type KeyPair,
  type Lighthouse,
  MAX_IDS_PER_REQUEST,
} from "./lighthouse.js";

/** What the SDK's one error class holds; all of it may be missing. */
interface SdkError extends Error {
  code?: string;
  httpCode?: number;
  requestId?: string;
}

/** The words of the network layer for a request that never left, or met nobody. */
const NEVER_SENT = /reason: (connect|getaddrinfo)|certificate|wrong version number|EPROTO/;

/** Calls Lighthouse in one region. The SDK is loaded at the first call: a run without calls does not pay for it. */
export class LighthouseApi implements Lighthouse {
  private client: Promise<Client> | undefined;

  constructor(
    private readonly region: string,
    private connection: Connection,
  ) {}

  async describeInstances(instanceIds: readonly string[]): Promise<Instance[]> {
    const action = "DescribeInstances";
    const request: wire.DescribeInstancesRequest = { InstanceIds: [...instanceIds], Limit: MAX_IDS_PER_REQUEST };
    const reply = await this.call<wire.DescribeInstancesResponse>(action, request);
    return this.listIn(action, reply, reply.InstanceSet).flatMap(instanceFrom);
  }

  async describeKeyPairs(keyIds: readonly string[]): Promise<KeyPair[]> {
    const action = "DescribeKeyPairs";
    const request: wire.DescribeKeyPairsRequest = { KeyIds: [...keyIds], Limit: MAX_IDS_PER_REQUEST };
    const reply = await this.call<wire.DescribeKeyPairsResponse>(action, request);
    return this.listIn(action, reply, reply.KeyPairSet).flatMap(keyPairFrom);
  }

  async describeDeniedActions(instanceIds: readonly string[]): Promise<DeniedAction[]> {
    const action = "DescribeInstancesDeniedActions";
    const request: wire.DescribeInstancesDeniedActionsRequest = { InstanceIds: [...instanceIds] };
    const reply = await this.call<wire.DescribeInstancesDeniedActionsResponse>(action, request);
    return this.listIn(action, reply, reply.InstanceDeniedActionSet).flatMap(deniedActionsFrom);
  }

  associate(keyIds: readonly string[], instanceIds: readonly string[], options: BindOptions): Promise<string> {
    const request: wire.AssociateInstancesKeyPairsRequest = {
      KeyIds: [...keyIds],
      InstanceIds: [...instanceIds],
      ...(options.associateType && { AssociateType: options.associateType }),
      ...(options.username && { Username: options.username }),
    };
    return this.write("AssociateInstancesKeyPairs", request);
  }

  disassociate(keyIds: readonly string[], instanceIds: readonly string[], options: BindOptions): Promise<string> {
    const request: wire.DisassociateInstancesKeyPairsRequest = {
      KeyIds: [...keyIds],
      InstanceIds: [...instanceIds],
      ...(options.associateType && { DisassociateType: options.associateType }),
      ...(options.username && { Username: options.username }),
    };
    return this.write("DisassociateInstancesKeyPairs", request);
  }

  startInstances(instanceIds: readonly string[]): Promise<string> {
    return this.write("StartInstances", { InstanceIds: [...instanceIds] });
  }

  stopInstances(instanceIds: readonly string[]): Promise<string> {
    return this.write("StopInstances", { InstanceIds: [...instanceIds] });
  }

  private async write(action: string, request: object): Promise<string> {
    const reply = await this.call<{ RequestId?: string }>(action, request);
    if (!reply.RequestId) throw this.brokenReply(action, reply.RequestId);
    return reply.RequestId;
  }

  /** Makes one call and answers with its reply as it came. Throws `ApiError`. */
  async call<Reply>(action: string, request: object): Promise<Reply> {
    this.client ??= this.connect();
    const client = await this.client;
    try {
      return await this.callOnce<Reply>(client, action, request);
    } catch (error) {
      const { renew } = this.connection;
      const canRenew = error instanceof ApiError && error.code !== undefined && refusesToken(error.code);
      if (!canRenew || renew === undefined) throw error;
      return this.callOnce<Reply>(await this.renewed(client, renew), action, request);
    }
  }

  /** A refused call was not executed, so it may be made again. Calls that are refused together renew once. */
  private async renewed(refused: Client, renew: () => Promise<Credentials>): Promise<Client> {
    if ((await this.client) === refused) {
      const fresh = renew().then((credentials) => {
        this.connection = { ...this.connection, credentials };
        return this.connect();
      });
      this.client = fresh;
      // A source that failed once may answer the next time.
      fresh.catch(() => {
        this.client = Promise.resolve(refused);
      });
    }
    return (await this.client) ?? refused;
  }

  private async callOnce<Reply>(client: Client, action: string, request: object): Promise<Reply> {
    try {
      const reply: Reply | null = await client.request(action, request);
      if (typeof reply !== "object" || reply === null) throw new Error("the reply holds no Response");
      return reply;
    } catch (error) {
      throw this.asApiError(action, error as SdkError);
    }
  }

  private async connect(): Promise<Client> {
    const { Client } = await import(
      "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js"
    );
    return new Client(clientConfig(this.connection, this.connection.endpoint, this.region));
  }

  private asApiError(action: string, error: SdkError): ApiError {
    const { code, httpCode, requestId, message } = error;
    const failure = { action, region: this.region, message: withoutCredentials(message, this.connection.credentials) };
    if (typeof code === "string" && code !== "" && requestId !== undefined) {
      return new ApiError({ ...failure, code, ...(requestId !== "" && { requestId }) });
    }
    if (httpCode !== undefined) return new ApiError({ ...failure, httpCode });
    return new ApiError({ ...failure, neverSent: NEVER_SENT.test(message) });
  }

  /** A list of a reply; throws where the reply lacks it. */
  listIn<T>(action: string, reply: { RequestId?: string }, list: T[] | null | undefined): T[] {
    if (!Array.isArray(list)) throw this.brokenReply(action, reply.RequestId);
    return list;
  }

  /** The error for a reply that lacks a field which the API promises. */
  brokenReply(action: string, requestId: string | undefined): ApiError {
    const message = "the reply lacks what the API promises";
    return new ApiError({ action, region: this.region, message, ...(requestId && { requestId }) });
  }
}

/** A service or a proxy may repeat in its message what it was sent. */
function withoutCredentials(message: string, credentials: Credentials): string {
  return Object.values(credentials)
    .filter((value): value is string => typeof value === "string" && value !== "")
    .reduce((text, value) => text.replaceAll(value, "***"), message);
}

function instanceFrom(row: wire.Instance): Instance[] {
  if (!row.InstanceId) return [];
  const startedMs = Date.parse(row.LatestOperationStartedTime ?? "");
  return [
    {
      instanceId: row.InstanceId,
      ...(row.InstanceName && { name: row.InstanceName }),
      ...(row.InstanceState && { state: row.InstanceState }),
      ...(row.LoginSettings?.KeyIds && { loginKeyIds: row.LoginSettings.KeyIds }),
      ...(row.PlatformType && { platformType: row.PlatformType }),
      ...(row.LatestOperation && { operation: row.LatestOperation }),
      ...(row.LatestOperationState && { operationState: row.LatestOperationState }),
      ...(row.LatestOperationRequestId && { operationRequestId: row.LatestOperationRequestId }),
      ...(!Number.isNaN(startedMs) && { operationStartedMs: startedMs }),
    },
  ];
}

function deniedActionsFrom({ InstanceId, DeniedActions }: wire.InstanceDeniedActions): DeniedAction[] {
  return (DeniedActions ?? []).flatMap(({ Action, Code, Message }) =>
    InstanceId && Action && Code
      ? [{ instanceId: InstanceId, action: Action, code: Code, message: Message ?? "" }]
      : [],
  );
}

function keyPairFrom(row: wire.KeyPair): KeyPair[] {
  if (!row.KeyId) return [];
  const usernames = (row.AssociatedInstanceSet ?? []).flatMap(({ InstanceId, Username }): [string, string][] =>
    InstanceId && Username ? [[InstanceId, Username]] : [],
  );
  return [
    {
      keyId: row.KeyId,
      ...(row.KeyName && { name: row.KeyName }),
      instanceIds: new Set(row.AssociatedInstanceIds ?? usernames.map(([instanceId]) => instanceId)),
      usernames: new Map(usernames),
    },
  ];
}

/**
 * The Lighthouse API through Tencent's SDK: the only file that knows its Lighthouse part, and the only one where the
 * names of the wire (`InstanceIds`) and ours (`instanceIds`) meet.
 */
import type { Client } from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js";
import type * as wire from "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_models.js";
import { ApiError } from "./apiError.js";
import { clientConfig } from "./clientConfig.js";
import type { Connection } from "./configuration.js";
import type { Credentials } from "./credentials/credentials.js";
import { refusesToken } from "./errorTable.js";
import {
  type BindOptions,
  type DeniedAction,
  type Instance,
  type KeyPair,
  type Lighthouse,
  MAX_IDS_PER_REQUEST,
} from "./lighthouse.js";
import { failureOf } from "./sdkFailure.js";

/** Calls Lighthouse in one region. The SDK is loaded at the first call: a run without calls does not pay for it. */
export class LighthouseApi implements Lighthouse {
  private client: Promise<Client> | undefined;

  constructor(
    private readonly region: string,
    private readonly connection: Connection,
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

  /**
   * Makes one call and answers with its reply as it came. One whose token was refused was not executed, so it is made
   * again with fresh credentials where there are some. Throws `ApiError`, or what keeps the credentials away.
   */
  async call<Reply>(action: string, request: object): Promise<Reply> {
    const { credentials } = this.connection;
    const signer = await credentials.get();
    try {
      return await this.callOnce<Reply>(action, request, signer);
    } catch (error) {
      const canRenew = error instanceof ApiError && error.code !== undefined && refusesToken(error.code);
      if (!canRenew || !credentials.renew) throw error;
      return this.callOnce<Reply>(action, request, await credentials.renew(signer));
    }
  }

  private async callOnce<Reply>(action: string, request: object, signer: Credentials): Promise<Reply> {
    this.client ??= this.connect();
    const client = await this.client;
    try {
      const reply: Reply | null = await client.request(action, request);
      if (typeof reply !== "object" || reply === null) throw new Error("the reply holds no Response");
      return reply;
    } catch (error) {
      throw failureOf({ action, region: this.region, keys: keysIn(request) }, error, signer);
    }
  }

  private async connect(): Promise<Client> {
    const { Client } = await import(
      "tencentcloud-sdk-nodejs/tencentcloud/services/lighthouse/v20200324/lighthouse_client.js"
    );
    const { endpoint, credentials } = this.connection;
    return new Client(clientConfig(this.connection, endpoint, this.region, credentials));
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

/** The key pairs that a request names: by id, or by the name that a new one is to have. */
function keysIn(request: { KeyIds?: readonly string[]; KeyName?: string }): string[] {
  const { KeyIds = [], KeyName } = request;
  return KeyName === undefined ? [...KeyIds] : [JSON.stringify(KeyName)];
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

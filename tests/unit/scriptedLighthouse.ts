import { ApiError } from "../../provider/apiError.js";
import type { BindOptions, DeniedAction, Instance, KeyPair, Lighthouse } from "../../provider/lighthouse.js";
import type { Pair } from "../../provider/pairs.js";
import type { FakeClock } from "./fakeClock.js";
import { REGION } from "./ids.js";
import { type Pace, ScriptedInstance, USUAL_PACE } from "./scriptedInstance.js";

/** One call, as it arrived. */
export interface Call {
  action: string;
  ids: readonly string[];
  keyIds?: readonly string[];
  options?: BindOptions;
}

/** What becomes of the next calls of an action. */
export interface Trouble {
  /** The code that refuses the call. */
  code?: string;
  /** The reply is lost, though the call is carried out. */
  losesReply?: boolean;
  /** The call is lost on its way and never carried out, which nobody can tell. */
  losesCall?: boolean;
  /** The call is accepted and its operation ends FAILED. */
  fails?: boolean;
  /** What somebody else does just before. */
  meanwhile?: () => void;
}

const BIND = "AssociateInstancesKeyPairs";
const UNBIND = "DisassociateInstancesKeyPairs";
const LATENCY_MS = 20;

/**
 * Lighthouse as its documents describe it, in one process and on a clock: it refuses what the API refuses, and what it
 * accepts takes its time and passes through its states. It decides from what exists, never from what a test expects.
 */
export class ScriptedLighthouse implements Lighthouse {
  readonly calls: Call[] = [];
  pace: Pace = { ...USUAL_PACE };
  /** Whether a bind drops the earlier keys of an instance. */
  replaces = false;
  /** Whether DescribeKeyPairs tells the users, as the mainland service does. */
  tellsUsers = true;
  private readonly instances = new Map<string, ScriptedInstance>();
  /** By key and by instance, the user the key was bound for; empty where none was named. */
  private readonly keys = new Map<string, Map<string, string>>();
  private readonly troubles = new Map<string, Trouble[]>();
  private requests = 0;

  constructor(private readonly clock: FakeClock) {}

  /** Instances in a state, RUNNING unless given. */
  addInstances(ids: readonly string[], given: Partial<Instance> = {}): this {
    for (const id of ids) {
      this.instances.set(
        id,
        new ScriptedInstance(
          id,
          given,
          () => this.clock.now(),
          () => this.pace,
        ),
      );
    }
    return this;
  }

  /** Key pairs, each bound to the same instances for the same user. */
  addKeys(ids: readonly string[], boundTo: readonly string[] = [], username = ""): this {
    for (const id of ids) this.keys.set(id, new Map(boundTo.map((instanceId) => [instanceId, username])));
    return this;
  }

  /** The next calls of an action meet with trouble, one each. */
  trouble(action: string, ...troubles: Trouble[]): this {
    this.troubles.set(action, [...(this.troubles.get(action) ?? []), ...troubles]);
    return this;
  }

  /** An instance, to be looked at or changed by hand. */
  instance(id: string): ScriptedInstance {
    const found = this.instances.get(id);
    if (!found) throw new Error(`the test has no instance ${id}`);
    return found;
  }

  removeInstance(id: string): void {
    this.instances.delete(id);
    for (const bound of this.keys.values()) bound.delete(id);
  }

  removeKey(id: string): void {
    this.keys.delete(id);
  }

  unbindByHand(keyId: string, instanceId: string): void {
    this.keys.get(keyId)?.delete(instanceId);
  }

  /** What is bound. */
  pairs(): Pair[] {
    for (const instance of this.instances.values()) instance.seen();
    return [...this.keys].flatMap(([keyId, on]) => [...on.keys()].map((instanceId) => ({ instanceId, keyId })));
  }

  /** What is bound, as `key instance`, in order. */
  bound(): string[] {
    return this.pairs()
      .map(({ keyId, instanceId }) => `${keyId} ${instanceId}`)
      .sort();
  }

  /** The calls that write, as `action keys instances`. */
  writes(): string[] {
    return this.calls
      .filter(({ action }) => !action.startsWith("Describe"))
      .map(({ action, keyIds, ids }) => [action, ...(keyIds ? [keyIds.join(",")] : []), ids.join(",")].join(" "));
  }

  async describeInstances(ids: readonly string[]): Promise<Instance[]> {
    await this.arrive({ action: "DescribeInstances", ids });
    this.refuseUnknownInstances("DescribeInstances", ids);
    return ids.map((id) => {
      const seen = this.instance(id).seen();
      return { ...seen, loginKeyIds: [...this.keys].filter(([, on]) => on.has(id)).map(([keyId]) => keyId) };
    });
  }

  async describeKeyPairs(ids: readonly string[]): Promise<KeyPair[]> {
    await this.arrive({ action: "DescribeKeyPairs", ids });
    for (const instance of this.instances.values()) instance.seen();
    return ids.flatMap((keyId) => {
      const bound = this.keys.get(keyId);
      const told = [...(bound ?? [])].filter(([, username]) => this.tellsUsers && username !== "");
      return bound ? [{ keyId, instanceIds: new Set(bound.keys()), usernames: new Map(told) }] : [];
    });
  }

  async describeDeniedActions(ids: readonly string[]): Promise<DeniedAction[]> {
    await this.arrive({ action: "DescribeInstancesDeniedActions", ids });
    this.refuseUnknownInstances("DescribeInstancesDeniedActions", ids);
    return [];
  }

  associate(keyIds: readonly string[], ids: readonly string[], options: BindOptions): Promise<string> {
    return this.changeKeys({ action: BIND, ids, keyIds, options }, (instanceId) => {
      if (this.replaces) for (const bound of this.keys.values()) bound.delete(instanceId);
      for (const keyId of keyIds) this.keys.get(keyId)?.set(instanceId, options.username ?? "");
    });
  }

  disassociate(keyIds: readonly string[], ids: readonly string[], options: BindOptions): Promise<string> {
    return this.changeKeys({ action: UNBIND, ids, keyIds, options }, (instanceId) => {
      for (const keyId of keyIds) this.keys.get(keyId)?.delete(instanceId);
    });
  }

  startInstances(ids: readonly string[]): Promise<string> {
    return this.carryOut({ action: "StartInstances", ids }, (id, operation) => this.instance(id).start(operation));
  }

  stopInstances(ids: readonly string[]): Promise<string> {
    return this.carryOut({ action: "StopInstances", ids }, (id, operation) => this.instance(id).stop(operation));
  }

  private changeKeys(call: Call, effectOn: (instanceId: string) => void): Promise<string> {
    const isOnline = call.options?.associateType === "ONLINE";
    return this.carryOut(call, (id, operation) =>
      this.instance(id).changeKeys({ ...operation, isOnline, effect: () => effectOn(id) }),
    );
  }

  private async carryOut(
    call: Call,
    begin: (id: string, operation: Parameters<ScriptedInstance["start"]>[0]) => void,
  ): Promise<string> {
    const { action, ids } = call;
    const trouble = await this.arrive(call);
    if (trouble?.losesCall) throw lost(action);
    this.refuseUnknownInstances(action, ids);
    const code = ids.map((id) => this.refusal(call, id)).find((found) => found !== undefined);
    if (code !== undefined) throw refused(action, code, this.nextRequestId());
    const requestId = this.nextRequestId();
    const fails = trouble?.fails ?? false;
    for (const id of ids) begin(id, { name: action, requestId, isOnline: false, fails, effect: () => undefined });
    if (trouble?.losesReply) throw lost(action);
    return requestId;
  }

  private refusal({ action, keyIds = [], options }: Call, id: string): string | undefined {
    const instance = this.instance(id);
    const { state, platformType } = instance.seen();
    const bound = keyIds.map((keyId) => this.keys.get(keyId)?.get(id));
    if (keyIds.some((keyId) => !this.keys.has(keyId))) return "ResourceNotFound.KeyIdNotFound";
    if (instance.isBusy) return "UnsupportedOperation.LatestOperationUnfinished";
    if (action === BIND && platformType === "WINDOWS") return "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair";
    const fits =
      action === "StartInstances" ? ["STOPPED"] : action === "StopInstances" ? ["RUNNING"] : ["RUNNING", "STOPPED"];
    if (!fits.includes(state ?? "")) return "UnsupportedOperation.InvalidInstanceState";
    if (action === BIND && bound.some((username) => username !== undefined)) {
      return "UnsupportedOperation.KeyPairBindDuplicate";
    }
    if (action !== UNBIND) return undefined;
    if (bound.includes(undefined)) return "UnsupportedOperation.KeyPairNotBoundToInstance";
    const isForAnother = bound.some((username) => username !== (options?.username ?? ""));
    return isForAnother ? "UnsupportedOperation.KeyPairUnbindUsernameMismatch" : undefined;
  }

  private async arrive(call: Call): Promise<Trouble | undefined> {
    await this.clock.sleep(LATENCY_MS);
    this.calls.push(call);
    const trouble = this.troubles.get(call.action)?.shift();
    trouble?.meanwhile?.();
    if (trouble?.code !== undefined) throw refused(call.action, trouble.code, this.nextRequestId());
    return trouble;
  }

  private refuseUnknownInstances(action: string, ids: readonly string[]): void {
    if (ids.every((id) => this.instances.has(id))) return;
    throw refused(action, "ResourceNotFound.InstanceIdNotFound", this.nextRequestId());
  }

  private nextRequestId(): string {
    this.requests += 1;
    return `request-${this.requests}`;
  }
}

function refused(action: string, code: string, requestId: string): ApiError {
  return new ApiError({ action, region: REGION, code, requestId, message: "refused" });
}

function lost(action: string): ApiError {
  return new ApiError({ action, region: REGION, message: "socket hang up", neverSent: false });
}

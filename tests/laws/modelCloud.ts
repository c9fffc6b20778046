import { ModelBindings, type Origin } from "./modelBindings";
import { ModelInstance } from "./modelInstance";
import { QUICK, type Temper } from "./modelOperation";
import { ModelRefusal } from "./modelRefusal";

/** One call that changes something, as it was sent, and whether it was carried out. */
export interface ModelCall {
  action: "bind" | "unbind" | "start" | "stop";
  keyIds: readonly string[];
  instanceIds: readonly string[];
  isCarriedOut: boolean;
  atMs: number;
}

/** What becomes of one call. */
export type Trouble =
  | { kind: "none" }
  | { kind: "refused"; code: string }
  | { kind: "lost"; isCarriedOut: boolean }
  | { kind: "slow"; ms: number };

/** The time that the model lives in. */
export interface ModelTime {
  now(): number;
  sleep(ms: number): Promise<void>;
}

const WELL: readonly Trouble[] = [{ kind: "none" }];

/**
 * A small Lighthouse in memory, written from the documents: bindings, operations that take their time and come into view
 * as they like, and calls that go wrong. Everything is true or false at a moment, so that a law can ask for it.
 */
export class ModelCloud {
  readonly bindings = new ModelBindings();
  readonly instances = new Map<string, ModelInstance>();
  readonly keyIds = new Set<string>();
  readonly calls: ModelCall[] = [];
  /** What happens to one call after another, over and over. */
  troubles: readonly Trouble[] = WELL;
  /** What one operation after another is like, over and over. */
  tempers: readonly Temper[] = [QUICK];
  private nextTrouble = 0;
  private nextTemper = 0;
  private nextRequest = 0;

  constructor(
    private readonly time: ModelTime,
    size: { keyIds: readonly string[]; instanceIds: readonly string[] },
  ) {
    for (const keyId of size.keyIds) this.keyIds.add(keyId);
    for (const instanceId of size.instanceIds) this.instances.set(instanceId, new ModelInstance(instanceId));
  }

  /** From now on nothing goes wrong any more; what is under way goes on as it is. */
  heal(): void {
    this.troubles = WELL;
    this.tempers = [QUICK];
  }

  /** What somebody does in the console, at once and for all to see. */
  byHand(action: "bind" | "unbind", keyId: string, instanceId: string): void {
    this.settle();
    this.change(action, [keyId], instanceId, "hand", this.time.now(), 0);
  }

  /** Lets everything happen that is due by now. */
  settle(): void {
    for (const instance of this.instances.values()) instance.settle(this.time.now());
  }

  /** The machines that do not run. */
  down(): string[] {
    return [...this.instances.values()].filter(({ state }) => state !== "RUNNING").map(({ instanceId }) => instanceId);
  }

  /** The operation of a call that ended last on an instance, as it truly did. */
  lastEnded(instanceId: string): { atMs: number; isGood: boolean } | undefined {
    this.settle();
    return this.instances.get(instanceId)?.ended;
  }

  readInstances(ids: readonly string[]): Promise<ReturnType<ModelInstance["row"]>[]> {
    return this.call(() => {
      const unknown = ids.filter((id) => !this.instances.has(id));
      if (unknown.length > 0) throw new ModelRefusal("ResourceNotFound.InstanceIdNotFound");
      return ids.flatMap((id) => this.instances.get(id)?.row(this.time.now()) ?? []);
    });
  }

  readKeyPairs(ids: readonly string[]): Promise<{ keyId: string; instanceIds: string[] }[]> {
    return this.call(() =>
      ids
        .filter((keyId) => this.keyIds.has(keyId))
        .map((keyId) => ({ keyId, instanceIds: this.bindings.shownOf(keyId, this.time.now()) })),
    );
  }

  /** Binds, unbinds, starts or stops; all of it or nothing. Answers with the RequestId. */
  write(action: ModelCall["action"], keyIds: readonly string[], instanceIds: readonly string[]): Promise<string> {
    const call: ModelCall = { action, keyIds, instanceIds, isCarriedOut: false, atMs: this.time.now() };
    this.calls.push(call);
    return this.call(() => {
      this.require(call);
      call.isCarriedOut = true;
      const requestId = `request-${this.nextRequest++}`;
      for (const id of instanceIds) this.begin(call, id, requestId);
      return requestId;
    });
  }

  private async call<T>(execute: () => T): Promise<T> {
    const trouble = this.troubles[this.nextTrouble++ % this.troubles.length] ?? { kind: "none" };
    if (trouble.kind === "slow") await this.time.sleep(trouble.ms);
    this.settle();
    if (trouble.kind === "refused") throw new ModelRefusal(trouble.code);
    if (trouble.kind === "lost" && !trouble.isCarriedOut) throw new ModelRefusal(undefined);
    const answer = execute();
    if (trouble.kind === "lost") throw new ModelRefusal(undefined);
    return answer;
  }

  private require({ action, keyIds, instanceIds }: ModelCall): void {
    for (const id of instanceIds) {
      const instance = this.instances.get(id);
      if (!instance) throw new ModelRefusal("ResourceNotFound.InstanceIdNotFound");
      instance.requireFree(action);
    }
    if (keyIds.some((keyId) => !this.keyIds.has(keyId))) throw new ModelRefusal("ResourceNotFound.KeyIdNotFound");
    for (const instanceId of instanceIds) {
      for (const keyId of keyIds) {
        if (this.bindings.has(keyId, instanceId) === (action === "unbind")) continue;
        throw new ModelRefusal(
          action === "bind"
            ? "UnsupportedOperation.KeyPairBindDuplicate"
            : "UnsupportedOperation.KeyPairNotBoundToInstance",
        );
      }
    }
  }

  private begin({ action, keyIds }: ModelCall, instanceId: string, requestId: string): void {
    const temper = this.tempers[this.nextTemper++ % this.tempers.length] ?? QUICK;
    const apply = (atMs: number): void => {
      if (action === "bind" || action === "unbind") this.change(action, keyIds, instanceId, "us", atMs, temper.lateMs);
    };
    this.instances.get(instanceId)?.begin({ action, requestId, temper, apply, nowMs: this.time.now() });
  }

  private change(
    action: "bind" | "unbind",
    keyIds: readonly string[],
    instanceId: string,
    origin: Origin,
    atMs: number,
    lateMs: number,
  ): void {
    for (const keyId of keyIds)
      this.bindings.set(keyId, instanceId, action === "bind" ? origin : undefined, atMs, lateMs);
  }
}

import assert from "node:assert/strict";
import type { AnyDeclaration } from "./declaration";
import { DestroyRun } from "./destroyRun";
import type { ProviderProcess } from "./providerProcess";
import { RefreshRun } from "./refreshRun";
import type { Outcome } from "./run";
import { type Entry, StackState } from "./stackState";
import { UpRun } from "./upRun";
import type { Properties } from "./wire";

/** Starts the provider process of one command. */
export interface Processes {
  start(): ProviderProcess;
  /** One that fails when it calls anything. */
  startOffline(): ProviderProcess;
}

/** A stack and the commands that a person runs on it, each with a provider process of its own. */
export class Stack {
  private readonly state = new StackState();

  constructor(
    private readonly processes: Processes,
    /** What must never be in state or in anything said. */
    private readonly secrets: readonly string[],
  ) {}

  /** Runs a program that must succeed. Afterwards a preview must plan nothing, without a single call. */
  async up(...program: AnyDeclaration[]): Promise<Outcome> {
    const outcome = succeeded(await this.tryUp(...program));
    assert.equal(this.state.doomed.size, 0, "nothing is left to be deleted");
    // What triggered a replacement is the same as it was now.
    const again = program.map((declaration) => ({ ...declaration, replace: false }));
    const { steps } = succeeded(await new UpRun(this.processes.startOffline(), this.state).preview(again));
    assert.deepEqual(
      steps,
      program.map(({ name }) => `same ${name}`),
      "a second up plans nothing",
    );
    return outcome;
  }

  /** Runs a program that must fail. */
  async upFails(...program: AnyDeclaration[]): Promise<Outcome> {
    return failed(await this.tryUp(...program));
  }

  /** Runs a program, whatever comes of it. */
  async tryUp(...program: AnyDeclaration[]): Promise<Outcome> {
    return this.holdsNoSecret(await new UpRun(this.processes.start(), this.state).up(program));
  }

  /** What a program would do; it may fail. */
  async preview(...program: AnyDeclaration[]): Promise<Outcome> {
    return this.holdsNoSecret(await new UpRun(this.processes.start(), this.state).preview(program));
  }

  async refresh(): Promise<Outcome> {
    return succeeded(await this.tryRefresh());
  }

  /** Refreshes, whatever comes of it. */
  async tryRefresh(): Promise<Outcome> {
    return this.holdsNoSecret(await new RefreshRun(this.processes.start(), this.state).refresh());
  }

  /** Destroys all. Nothing may be left in state. */
  async destroy(): Promise<Outcome> {
    const outcome = succeeded(this.holdsNoSecret(await new DestroyRun(this.processes.start(), this.state).destroy()));
    assert.deepEqual(this.state.all(), [], "nothing is left in state");
    return outcome;
  }

  /** Tries to destroy all, which must fail. */
  async destroyFails(): Promise<Outcome> {
    return failed(this.holdsNoSecret(await new DestroyRun(this.processes.start(), this.state).destroy()));
  }

  /** Has a resource replaced by the next `up`. */
  taint(name: string): void {
    this.entry(name).isTainted = true;
  }

  /** Forgets a resource, as after a crash before it was recorded. */
  forget(name: string): void {
    this.state.remove(this.entry(name));
  }

  has(name: string): boolean {
    return this.state.entries.has(name);
  }

  entry(name: string): Entry {
    const entry = this.state.entries.get(name);
    assert.ok(entry, `${name} is in state`);
    return entry;
  }

  outputs(name: string): Properties {
    return this.entry(name).outputs;
  }

  /** By instance, the keys that are recorded as bound, sorted. */
  recorded(name: string): Record<string, string[]> {
    const bindings = this.outputs(name)["bindings"] as { instanceId: string; keyIds: string[] }[];
    return Object.fromEntries(bindings.map(({ instanceId, keyIds }) => [instanceId, [...keyIds].sort()]));
  }

  private holdsNoSecret(outcome: Outcome): Outcome {
    const text = JSON.stringify([outcome, this.state.all()]);
    for (const secret of this.secrets) assert.ok(!text.includes(secret), "no secret is told or recorded");
    return outcome;
  }
}

function succeeded(outcome: Outcome): Outcome {
  assert.deepEqual(outcome.errors, {});
  return outcome;
}

function failed(outcome: Outcome): Outcome {
  assert.notDeepEqual(outcome.errors, {}, "it should have failed");
  return outcome;
}

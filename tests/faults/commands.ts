import { type AnyDeclaration, sentBy } from "../lifecycle/declaration";
import { DestroyRun } from "../lifecycle/destroyRun";
import type { ProviderProcess } from "../lifecycle/providerProcess";
import { RefreshRun } from "../lifecycle/refreshRun";
import type { Outcome } from "../lifecycle/run";
import { type Entry, StackState } from "../lifecycle/stackState";
import { UpRun } from "../lifecycle/upRun";
import type { Bindings } from "./tally";

/** The commands of a stack, whatever comes of them; each has a provider process of its own. */
export class Commands {
  private readonly state = new StackState();

  constructor(
    private readonly startProcess: () => ProviderProcess,
    /** Starts a process that fails when it calls anything. */
    private readonly startOffline: () => ProviderProcess,
  ) {}

  up(...program: AnyDeclaration[]): Promise<Outcome> {
    return new UpRun(this.startProcess(), this.state).up(program);
  }

  /** What another `up` would do, told without a single call. */
  preview(...program: AnyDeclaration[]): Promise<Outcome> {
    return new UpRun(this.startOffline(), this.state).preview(program);
  }

  /** What diff says of a declaration when the program is applied, told without a single call. */
  async hasChanges(declaration: AnyDeclaration): Promise<boolean> {
    const process = this.startOffline();
    const entry = this.state.entries.get(declaration.name);
    if (!entry) throw new Error(`${declaration.name} is not in state`);
    const checked = await process.check(entry.inputs, sentBy(declaration, false));
    return (await process.diff(entry.id, entry.outputs, checked)).changes;
  }

  refresh(): Promise<Outcome> {
    return new RefreshRun(this.startProcess(), this.state).refresh();
  }

  destroy(): Promise<Outcome> {
    return new DestroyRun(this.startProcess(), this.state).destroy();
  }

  /** Everything in state, replaced resources included. */
  entries(): Entry[] {
    return this.state.all();
  }

  /** By instance, the keys that are recorded as bound by any resource, sorted. */
  recorded(): Bindings {
    const keys: Record<string, string[]> = {};
    for (const { outputs } of this.state.all()) {
      const bindings = (outputs["bindings"] ?? []) as { instanceId: string; keyIds: string[] }[];
      for (const { instanceId, keyIds } of bindings) keys[instanceId] = [...(keys[instanceId] ?? []), ...keyIds].sort();
    }
    return keys;
  }
}

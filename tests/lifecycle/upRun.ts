import { type AnyDeclaration, sentBy, toldOf } from "./declaration";
import { initFailedIn } from "./initFailed";
import { type Outcome, Run } from "./run";
import type { Entry } from "./stackState";
import type { Properties } from "./wire";

/** What becomes of one declared resource. */
interface Step {
  verb: "create" | "same" | "update" | "replace";
  apply: () => Promise<void>;
}

/**
 * One `up` or preview, as the engine runs it: resources are checked and compared one at a time and acted upon at the
 * same time; what is no longer declared, or was replaced, is deleted in the end, and only where nothing has failed.
 */
export class UpRun extends Run {
  /** Only one resource is checked and compared at a time. */
  private planning: Promise<unknown> = Promise.resolve();

  async up(program: readonly AnyDeclaration[]): Promise<Outcome> {
    await this.registerAll(program, ({ apply }) => apply());
    if (!this.hasFailed) {
      const names = new Set(program.map(({ name }) => name));
      await this.deleteAll(this.state.all().filter((entry) => this.state.doomed.has(entry) || !names.has(entry.name)));
    }
    return this.outcome();
  }

  async preview(program: readonly AnyDeclaration[]): Promise<Outcome> {
    await this.registerAll(program, () => Promise.resolve(), true);
    return this.outcome();
  }

  private async registerAll(
    program: readonly AnyDeclaration[],
    apply: (step: Step) => Promise<void>,
    isPreview = false,
  ): Promise<void> {
    this.process.tell(toldOf(program));
    const done = new Map<string, Promise<boolean>>();
    for (const [place, declaration] of program.entries()) {
      const needed = (declaration.after ?? []).flatMap((name) => done.get(name) ?? []);
      const register = async (): Promise<boolean> => {
        if ((await Promise.all(needed)).includes(false)) return false;
        return this.guarded(declaration.name, async () => {
          const step = await this.inTurn(() => this.plan(declaration, sentBy(declaration, isPreview, place)));
          this.steps.push(`${step.verb} ${declaration.name}`);
          await apply(step);
        });
      };
      done.set(declaration.name, register());
    }
    await Promise.all(done.values());
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.planning.then(work);
    this.planning = turn.catch(() => undefined);
    return turn;
  }

  private async plan(declaration: AnyDeclaration, sent: Properties): Promise<Step> {
    const old = this.state.entries.get(declaration.name);
    const checked = await this.process.check(old?.inputs ?? {}, sent);
    if (!old) return { verb: "create", apply: () => this.create(declaration, checked) };
    const { changes, replaces } = await this.process.diff(old.id, old.outputs, checked);
    if (replaces || declaration.replace || old.isTainted) {
      // The engine checks what is to replace as if there had been nothing before.
      const fresh = await this.process.check({}, sent);
      return { verb: "replace", apply: () => this.replace(declaration, old, fresh) };
    }
    if (changes || old.initErrors.length > 0) {
      return { verb: "update", apply: () => this.update(declaration, old, checked) };
    }
    const apply = (): Promise<void> => {
      old.inputs = checked;
      return Promise.resolve();
    };
    return { verb: "same", apply };
  }

  private async create({ name, after = [] }: AnyDeclaration, inputs: Properties): Promise<void> {
    const entry = { name, inputs, after, isTainted: false };
    try {
      this.state.entries.set(name, { ...entry, ...(await this.process.create(inputs)), initErrors: [] });
    } catch (error) {
      const failed = error instanceof Error ? initFailedIn(error) : undefined;
      if (failed) {
        const { id, properties, reasons } = failed;
        this.state.entries.set(name, { ...entry, id, outputs: properties, initErrors: reasons });
      }
      throw error;
    }
  }

  private async replace(declaration: AnyDeclaration, old: Entry, inputs: Properties): Promise<void> {
    if (declaration.deleteBeforeReplace) {
      await this.process.delete(old.id, old.outputs);
      this.state.remove(old);
      await this.create(declaration, inputs);
      return;
    }
    try {
      await this.create(declaration, inputs);
    } finally {
      // Where the new one was recorded, if only in part, the old one is deleted at the end of this run or the next.
      if (this.state.entries.get(old.name) !== old) this.state.doomed.add(old);
    }
  }

  private async update({ after = [] }: AnyDeclaration, entry: Entry, inputs: Properties): Promise<void> {
    try {
      const outputs = await this.process.update(entry.id, entry.outputs, inputs);
      Object.assign(entry, { inputs, outputs, after, initErrors: [] });
    } catch (error) {
      const failed = error instanceof Error ? initFailedIn(error) : undefined;
      if (failed) Object.assign(entry, { outputs: failed.properties, initErrors: failed.reasons });
      throw error;
    }
  }
}

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DestroyOptions, PreviewOptions, RefreshOptions, UpOptions } from "@pulumi/pulumi/automation";
import { createProgram, type ProgramOptions } from "../engine/createProgram";
import type { EngineRun } from "../engine/engineRun";
import type { Program, RunOptions } from "../engine/program";
import type { ProgramFiles } from "../engine/programFiles";
import type { StateResource } from "../engine/programState";
import { Cloud, type Seed } from "./cloud";
import { pairs } from "./writes";

/** The type of the resource in state. */
const TYPE = "pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation";

/** How a story begins. */
export interface Beginning extends Omit<ProgramOptions, "files" | "withPackage"> {
  /** The program's files at first. @default those of a program without resources */
  files?: ProgramFiles;
  /** Ids of running instances, or more about them. */
  instances?: readonly (string | Seed)[];
  /** Ids of key pairs, or more about them. */
  keyPairs?: readonly (string | Seed)[];
}

/** How machines go down, where it is not once each. */
interface Shutdowns {
  /** How many associations change what is bound on one instance: each shuts it down by itself. @default 1 */
  sharedBy?: number;
  /** Whether all is bound and unbound ONLINE, so that nothing goes down. @default false */
  online?: boolean;
}

interface RecordedBinding {
  instanceId: string;
  keyIds: string[];
}

/** A program and the local Lighthouse that it works on, through the steps of a story. */
export class Story {
  private readonly runs: EngineRun[] = [];

  private constructor(
    readonly cloud: Cloud,
    readonly program: Program,
  ) {}

  /** Starts a Lighthouse with what is given in it, and a program that reaches it by its environment. */
  static async begin({ instances = [], keyPairs = [], files = EMPTY, env, ...options }: Beginning): Promise<Story> {
    const cloud = await Cloud.start();
    try {
      await cloud.make(
        instances.map((instance) => (typeof instance === "string" ? { instanceId: instance } : instance)),
        keyPairs.map((keyPair) => (typeof keyPair === "string" ? { keyId: keyPair } : keyPair)),
      );
      return new Story(cloud, await createProgram({ ...options, files, env: env ?? cloud.env }));
    } catch (error) {
      await cloud.stop();
      throw error;
    }
  }

  /** Previews the program, in the form of these files if given. */
  async preview(files: ProgramFiles = {}, options: RunOptions<PreviewOptions> = {}): Promise<EngineRun> {
    await this.program.write(files);
    return this.keep(() => this.program.preview(options), 0);
  }

  /** Applies the program, in the form of these files if given. */
  async up(
    files: ProgramFiles = {},
    { sharedBy = 1, ...options }: RunOptions<UpOptions> & Shutdowns = {},
  ): Promise<EngineRun> {
    await this.program.write(files);
    return this.keep(() => this.program.up(options), sharedBy);
  }

  /** Brings the state to what is there. */
  refresh(options: RunOptions<RefreshOptions> = {}): Promise<EngineRun> {
    return this.keep(() => this.program.refresh(options), 0);
  }

  /** Undoes what the program has made. */
  destroy({ sharedBy = 1, ...options }: RunOptions<DestroyOptions> & Shutdowns = {}): Promise<EngineRun> {
    return this.keep(() => this.program.destroy(options), sharedBy);
  }

  /**
   * Applies the program, in the form of these files if given. Each instance that was running and that its binds and
   * unbinds name must have gone down once, and no other; all that were up must be up in the end.
   * Afterwards a preview must plan nothing and call nothing that changes anything.
   *
   * @returns The run, and the writes that it made.
   */
  async applies(
    files: ProgramFiles = {},
    { online = false, ...options }: RunOptions<UpOptions> & Shutdowns = {},
  ): Promise<EngineRun & { writes: string[] }> {
    await this.cloud.newWrites();
    const found = await this.cloud.down();
    const before = await this.cloud.shutdownsById();
    const run = await this.up(files, options);
    const writes = await this.cloud.newWrites();
    const after = await this.cloud.shutdownsById();
    const wentDown = [...after].filter(([id, count]) => count > (before.get(id) ?? 0)).map(([id]) => id);
    const changed = [...after.keys()].filter((id) =>
      writes.some((write) => /^(un)?bind /.test(write) && write.includes(id)),
    );
    const wasUp = (id: string) => !found.includes(id);
    assert.deepEqual(wentDown, online ? [] : changed.filter(wasUp), "went down");
    assert.deepEqual((await this.cloud.down()).filter(wasUp), [], "are down in the end");
    await this.isQuiet();
    return { ...run, writes };
  }

  /** A preview must plan nothing, say nothing under an association and call nothing that changes anything. */
  async isQuiet(): Promise<void> {
    await this.cloud.newWrites();
    const { steps, changes, diagnostics } = await this.preview();
    const said = diagnostics.filter(({ urn }) => urn?.includes(TYPE));
    assert.deepEqual({ steps, changes, said }, { steps: [], changes: {}, said: [] });
    assert.deepEqual(await this.cloud.newWrites(), []);
  }

  /** An association as the exported state holds it. */
  async recorded(name: string): Promise<StateResource> {
    const { resources } = await this.program.exportState();
    const found = resources.filter((resource) => resource.type === TYPE && resource.urn.endsWith(`::${name}`));
    assert.equal(found.length, 1, `${found.length} associations ${name} are in state`);
    return found[0] as StateResource;
  }

  /** The pairs that an association has in state, as `Cloud.pairs` names them. */
  async bindings(name: string): Promise<string[]> {
    const bindings = (await this.recorded(name)).outputs?.["bindings"] as RecordedBinding[];
    return bindings.flatMap(({ instanceId, keyIds }) => pairs(keyIds, [instanceId])).sort();
  }

  /** What the runs have told, printed and left in files, that holds a text: names of files, or of runs. */
  async traces(text: string): Promise<string[]> {
    const home = dirname(this.program.folder);
    const entries = await readdir(home, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const files = await Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as const));
    const runs = this.runs.map((run, index) => [`run ${index}`, JSON.stringify(run)] as const);
    return [...files, ...runs].filter(([, content]) => content.includes(text)).map(([name]) => name);
  }

  /** Ends what runs, and removes everything. Nothing that the runs have left may hold a credential. */
  async end(): Promise<void> {
    try {
      const traces = Object.values(this.cloud.credentials).map((credential) => this.traces(credential));
      assert.deepEqual((await Promise.all(traces)).flat(), [], "these hold a credential");
    } finally {
      await this.program.remove();
      await this.cloud.stop();
    }
  }

  /** Keeps what a run told, for {@link traces}. It may shut no instance down more often than this. */
  private async keep(start: () => Promise<EngineRun>, maxShutdowns: number): Promise<EngineRun> {
    const before = await this.cloud.shutdownsById();
    const run = await start();
    this.runs.push(run);
    const after = await this.cloud.shutdownsById();
    const tooOften = [...after].filter(([id, count]) => count - (before.get(id) ?? 0) > maxShutdowns);
    assert.deepEqual(tooOften, [], "these went down too often");
    return run;
  }
}

const EMPTY: ProgramFiles = { "index.js": "" };

import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { createProgram } from "../engine/createProgram";
import type { EngineRun } from "../engine/engineRun";
import { ensureEngine } from "../engine/ensureEngine";
import type { Program } from "../engine/program";
import { Cloud } from "../program/cloud";
import { bind } from "../program/writes";
import { complaintsIn } from "./complaints";
import { type Form, INSTANCE, KEY } from "./form";
import type { Site } from "./installation";
import type { NodeRelease } from "./nodeRelease";

/** A command of the engine that takes longer has hung. */
const TIMEOUT_MS = 240_000;

/** A program on the real engine, with the local Lighthouse that it works on. */
export interface Stage {
  cloud: Cloud;
  program: Program;
  /** `pulumi up`, which must succeed unless it is said to fail. */
  up: (fails?: boolean) => Promise<EngineRun>;
}

/** What surrounds a program beside its files. */
export interface StageOptions {
  node: NodeRelease;
  /** Further variables, such as NODE_OPTIONS. */
  env?: Readonly<Record<string, string>>;
  /** What may be complained of all the same, in place of what the form lets pass. */
  tolerated?: RegExp;
}

/** Writes a program into an installed project, and lets some work be done with it. All is stopped afterwards. */
export async function onStage(
  site: Site,
  form: Form,
  { node, env = {} }: StageOptions,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const engine = await ensureEngine();
  const cloud = await Cloud.start();
  try {
    await cloud.make([{ instanceId: INSTANCE, state: "STOPPED" }], [{ keyId: KEY }]);
    const program = await createProgram({
      installed: site.folder,
      files: {
        ...form.files,
        "package.json": JSON.stringify({ ...site.manifest, ...form.manifest }),
        "Pulumi.yaml": `name: program\nruntime:\n  name: nodejs\n  options:\n    typescript: ${form.typescript}\n`,
      },
      env: { ...cloud.env, PATH: [node.folder, engine.env["PATH"]].join(delimiter), ...env },
    });
    try {
      await form.build?.(site, node);
      const up = (fails = false) => program.up({ fails, signal: AbortSignal.timeout(TIMEOUT_MS) });
      await work({ cloud, program, up });
    } finally {
      await program.remove();
    }
  } finally {
    await cloud.stop();
  }
}

/** What the `up` of a program in any form calls. */
export const WRITES: readonly string[] = ["CreateKeyPair ", bind([KEY], [INSTANCE])];

/**
 * `pulumi up` of a program in a form: it runs with the Node that is meant, makes its key, binds with one call, knows what
 * is bound, and nothing on the screen complains.
 */
export async function runsUp(site: Site, form: Form, options: StageOptions): Promise<undefined> {
  await onStage(site, form, options, async ({ cloud, program, up }) => {
    const run = await up();
    assert.deepEqual(await cloud.newWrites(), WRITES);
    const outputs = await program.stack.outputs();
    const bindings = outputs["bindings"]?.value as { instanceId: string; keyIds: string[] }[];
    assert.deepEqual([bindings[0]?.instanceId, bindings[0]?.keyIds], [INSTANCE, [KEY]]);
    assert.equal(outputs["node"]?.value, options.node.version);
    const complaints = complaintsIn(`${run.stdout}\n${run.stderr}`);
    const tolerated = options.tolerated ?? form.tolerated;
    assert.deepEqual(
      complaints.filter((line) => !tolerated?.test(line)),
      [],
    );
  });
}

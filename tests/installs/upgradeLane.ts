import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Program } from "../engine/program";
import { unbind } from "../program/writes";
import type { Lane } from "./cell";
import { commonJs, INSTANCE, KEY } from "./form";
import { Installation } from "./installation";
import { npm } from "./manager";
import { PACKAGE, type Packed, packEarlier } from "./packed";
import { onStage, type Stage, WRITES } from "./programRun";
import type { Releases } from "./releases";

const EARLIER = "0.0.1";

/**
 * State that an earlier release made, of which each file differs from ours, under the present one: nothing is planned
 * and nothing is called, and it can be destroyed.
 */
export function upgradeLane(packed: Packed, { nodes, pulumi }: Releases, folder: string): Lane {
  const [, , node] = nodes;
  let installation: Installation | undefined;
  const upgrade = async (stage: Stage, present: Installation) => {
    await stage.up();
    assert.equal((await stage.program.stack.outputs())["release"]?.value, EARLIER);
    const lines = await recordedLines(stage.program);
    assert.deepEqual(await stage.cloud.newWrites(), WRITES);

    await present.upgrade({ [PACKAGE]: `file:${packed.tarball}` });

    const preview = await stage.program.preview();
    assert.deepEqual(preview.changes, {});
    const run = await stage.up();
    assert.deepEqual([run.changes, run.steps], [{}, []]);
    assert.notEqual((await stage.program.stack.outputs())["release"]?.value, EARLIER);
    assert.deepEqual(await stage.cloud.newCalls(), []);
    assert.deepEqual(await recordedLines(stage.program), lines);
    await stage.program.destroy();
    const [deletion, ...others] = await stage.cloud.newWrites();
    assert.match(deletion ?? "", /^DeleteKeyPairs lhkp-/);
    assert.deepEqual(others, [unbind([KEY], [INSTANCE])]);
  };
  return {
    cells: [
      {
        name: `npm, Pulumi ${pulumi.newest}, Node ${node.version}: an upgrade from ${EARLIER} with other code calls nothing`,
        run: async () => {
          const place = join(folder, "earlier");
          await mkdir(place);
          const earlier = await packEarlier(packed, EARLIER, "earlier", place);
          installation = new Installation({
            manager: npm,
            node,
            dependencies: { "@pulumi/pulumi": pulumi.newest, [PACKAGE]: `file:${earlier.tarball}` },
          });
          const present = installation;
          await onStage(await present.fresh(), commonJs, { node }, (stage) => upgrade(stage, present));
          return undefined;
        },
      },
    ],
    close: async () => installation?.remove(),
  };
}

/** What the state holds in place of providers, each once. */
async function recordedLines(program: Program): Promise<string[]> {
  const { resources } = await program.exportState();
  const lines = resources.flatMap(({ inputs, outputs }) => [inputs?.["__provider"], outputs?.["__provider"]]);
  const found = [...new Set(lines.filter((line) => typeof line === "string"))].sort();
  assert.equal(found.length, 2, `one line for each of the two providers: ${found.join("\n")}`);
  return found;
}

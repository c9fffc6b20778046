import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { CHECKOUT } from "../engine/checkout";
import { createProgram } from "../engine/createProgram";
import { ensureEngine } from "../engine/ensureEngine";
import { gitAddress } from "../longExamples/gitAddress";
import { Cloud } from "../program/cloud";
import { bind } from "../program/writes";
import type { Cell, Lane } from "./cell";
import { runAlone } from "./command";
import { complaintsIn } from "./complaints";
import { INSTANCE, KEY } from "./form";
import { PACKAGE, type Packed } from "./packed";
import type { Releases } from "./releases";

const TEMPLATE = "lighthouse-access";

/** What the template is told in place of the answers that somebody at a desk would give. */
const ANSWERS = "--config role=web --config keyNames=team --config tencentcloud:region=ap-guangzhou";

/** A folder outside the checkout, and the environment of somebody who works there. */
interface Desk {
  folder: string;
  env: NodeJS.ProcessEnv;
  cloud: Cloud;
}

/** `pulumi new` with one template, whole: it asks, makes the stack and installs. Then the project is used. */
export function templateLane(packed: Packed, { nodes }: Releases): Lane {
  const [, , node] = nodes;
  const cell = (from: string, start: (desk: Desk, templates: string) => Promise<void>): Cell => ({
    name: `npm, Node ${node.version}: a project by pulumi new from ${from} installs, binds and is quiet`,
    run: async () => {
      await atDesk(node.folder, async (desk) => {
        await start(desk, await templatesWith(packed, desk.folder));
        await use(desk);
      });
      return undefined;
    },
  });
  return {
    cells: [
      cell("a folder", (desk, templates) => pulumiNew(desk, join(templates, TEMPLATE))),
      cell("a git address", async (desk, templates) => {
        const scratch = join(desk.folder, "git");
        await mkdir(scratch);
        const address = await gitAddress(templates, "templates", scratch);
        const trusting = { ...desk, env: { ...desk.env, SSL_CERT_FILE: address.caFile } };
        await pulumiNew(trusting, `${address.url}/tree/main/templates/${TEMPLATE}`).finally(address.stop);
      }),
    ],
    close: async () => undefined,
  };
}

/** The templates as they are, but that the package is ours and not the registry's, which has none yet. */
async function templatesWith({ tarball }: Packed, folder: string): Promise<string> {
  const templates = join(folder, "templates");
  await cp(join(CHECKOUT, "templates"), templates, { recursive: true });
  const path = join(templates, TEMPLATE, "package.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as { dependencies: Record<string, string> };
  assert.ok(manifest.dependencies[PACKAGE], `the template does not depend on ${PACKAGE}`);
  manifest.dependencies[PACKAGE] = `file:${tarball}`;
  await writeFile(path, JSON.stringify(manifest));
  return templates;
}

async function pulumiNew({ folder, env }: Desk, template: string): Promise<void> {
  const named = "--name my-access --description Access --stack made";
  const line = `pulumi new '${template}' --dir access ${named} ${ANSWERS} --yes --non-interactive`;
  assert.deepEqual(complaintsIn(await runAlone(line, { folder, env })), []);
}

async function use({ folder, env, cloud }: Desk): Promise<void> {
  const place = { folder: join(folder, "access"), env };
  await runAlone("npx tsc -p .", place);
  assert.deepEqual(complaintsIn(await runAlone("pulumi up --yes --non-interactive", place)), []);
  assert.deepEqual(await cloud.newWrites(), [bind([KEY], [INSTANCE])]);
  await runAlone("pulumi preview --expect-no-changes --non-interactive", place);
}

async function atDesk(node: string, work: (desk: Desk) => Promise<void>): Promise<void> {
  const engine = await ensureEngine();
  const folder = await mkdtemp(join(tmpdir(), "installs-"));
  const cloud = await Cloud.start();
  try {
    const instance = { instanceId: INSTANCE, state: "STOPPED", Tags: [{ Key: "role", Value: "web" }] };
    await cloud.make([instance, { instanceId: "lhins-install2" }], [{ keyId: KEY, keyName: "team" }]);
    const path = [node, engine.env["PATH"]].join(delimiter);
    // A program of no use, for the state and the settings that it has.
    const program = await createProgram({ files: {}, withPackage: false, env: { ...cloud.env, PATH: path } });
    try {
      await work({ folder, env: program.stack.workspace.envVars, cloud });
    } finally {
      await program.remove();
    }
  } finally {
    await cloud.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

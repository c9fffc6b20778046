import assert from "node:assert/strict";
import type { Lane } from "./cell";
import { runCommand } from "./command";
import { commonJs, type Form, tsNode } from "./form";
import { Installation, type Site } from "./installation";
import { yarnPnp } from "./manager";
import { PACKAGE, type Packed } from "./packed";
import { onStage, runsUp } from "./programRun";
import { COMPILER, type Releases } from "./releases";

/**
 * A library under Tencent's SDK loads Node's own punycode. Node keeps that to itself where it can tell by the path that
 * a package does it, and Plug'n'Play has its own code in between.
 */
const PUNYCODE = /punycode|--trace-deprecation/;

/**
 * Yarn's Plug'n'Play, where no `node_modules` is. `yarn exec pulumi up` works, since yarn then loads its own resolution
 * into every Node by NODE_OPTIONS; a bare `pulumi up` is refused by Pulumi itself.
 */
export function pnpLane(packed: Packed, { nodes, pulumi }: Releases): Lane {
  const [, node] = nodes;
  const installation = new Installation({
    manager: yarnPnp,
    node,
    dependencies: { "@pulumi/pulumi": pulumi.newest, [PACKAGE]: `file:${packed.tarball}` },
    devDependencies: COMPILER,
  });
  const place = `${yarnPnp.name}, Pulumi ${pulumi.newest}`;
  const nodeOptions = async ({ folder }: Site) => {
    const told = [...yarnPnp.command, "node", "-p", "process.env.NODE_OPTIONS"];
    return (await runCommand(told, { folder, node, env: yarnPnp.env })).trim();
  };
  const upCell = (form: Form) => ({
    name: `${place}, Node ${node.version}, ${form.name}: up by yarn exec`,
    run: async () => {
      const site = await installation.fresh();
      return runsUp(site, form, { node, env: { NODE_OPTIONS: await nodeOptions(site) }, tolerated: PUNYCODE });
    },
  });
  return {
    cells: [
      { name: `${place}: installs without a complaint`, run: () => installation.fresh().then(() => undefined) },
      ...[commonJs, tsNode].map(upCell),
      {
        name: `${place}, Node ${node.version}: a bare pulumi up is refused by Pulumi in one sentence`,
        run: async () => {
          await onStage(await installation.fresh(), commonJs, { node }, async ({ up }) => {
            assert.match((await up(true)).stdout, /error: It looks like the Pulumi SDK has not been installed/);
          });
          return undefined;
        },
      },
    ],
    close: () => installation.remove(),
  };
}

import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";
import { bundle } from "./bundle";
import type { Lane } from "./cell";
import { type Form, INSTANCE, KEY } from "./form";
import { Installation } from "./installation";
import { pnpm } from "./manager";
import { PACKAGE, type Packed } from "./packed";
import { onStage } from "./programRun";
import type { Releases } from "./releases";

const ARGS = JSON.stringify({ keyIds: [KEY], instanceIds: [INSTANCE] });

/** What each of the two providers is needed for. */
const ASSOCIATION = `require("access").declare("access", ${ARGS});\n`;
const KEY_PAIR = 'require("access").store("access");\n';

/** Programs whose own package.json does not name this package: another package of theirs brings it along. */
const INDIRECT: readonly Form[] = [
  {
    name: "a program that has the package by another one only",
    files: { "index.js": ASSOCIATION },
    manifest: { main: "index.js" },
    typescript: false,
  },
  {
    name: "a program that has KeyPair by another one only",
    files: { "index.js": KEY_PAIR },
    manifest: { main: "index.js" },
    typescript: false,
  },
  {
    name: "a bundle of it, which holds the package",
    files: { "src/index.ts": ASSOCIATION },
    manifest: { main: "bundle.js" },
    typescript: false,
    build: ({ folder }) => bundle({ folder, format: "cjs", minify: false, holdsPackage: true }),
  },
];

/** What cannot work, as the engine's provider host would not find the package: it is refused before anything happens. */
export function refusalLane(packed: Packed, { nodes, pulumi }: Releases): Lane {
  const [, , node] = nodes;
  const own = `file:${packed.tarball}`;
  const accessFiles = {
    "access/package.json": JSON.stringify({
      name: "access",
      version: "1.0.0",
      dependencies: { [PACKAGE]: own },
      peerDependencies: { "@pulumi/pulumi": "*" },
    }),
    "access/index.js": `const { KeyPair, KeyPairAssociation } = require("${PACKAGE}");
exports.declare = (name, args) => new KeyPairAssociation(name, args);
exports.store = (name) => new KeyPair(name);
`,
  };
  const installation = new Installation({
    manager: { ...pnpm, files: { ...pnpm.files, ...accessFiles } },
    node,
    dependencies: { "@pulumi/pulumi": pulumi.newest, access: "file:./access" },
  });
  return {
    cells: INDIRECT.map((form) => ({
      name: `pnpm, Pulumi ${pulumi.newest}, Node ${node.version}: ${form.name} is told which line to add`,
      run: async () => {
        const site = await installation.fresh();
        await onStage(site, form, { node }, async ({ cloud, up }) => {
          assertOneClearSentence(await up(true), site.folder);
          assert.deepEqual(await cloud.newCalls(), []);
        });
        return undefined;
      },
    })),
    close: () => installation.remove(),
  };
}

function assertOneClearSentence({ diagnostics, stdout }: EngineRun, folder: string): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  assert.equal(errors.length, 1, stdout);
  assert.match(
    errors[0]?.message ?? "",
    /"access": the provider pulumi-tencentcloud-lighthouse is not found from the program's folder, .*\. Add "pulumi-tencentcloud-lighthouse" to the dependencies of the package\.json there and install it/,
  );
  assert.ok(errors[0]?.message.includes(folder));
  assert.doesNotMatch(stdout, /^ +at /m);
}

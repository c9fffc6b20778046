import type { ProgramFiles } from "../engine/programFiles";
import { bundle } from "./bundle";
import { runCommand } from "./command";
import type { Site } from "./installation";
import type { NodeRelease } from "./nodeRelease";

/** A way in which users write and start their programs. */
export interface Form {
  name: string;
  /** The sources. */
  files: ProgramFiles;
  /** What its package.json says beside the dependencies. */
  manifest: { main: string; type?: "module" };
  /** Whether Pulumi is to compile. */
  typescript: boolean;
  /** What Node complains of all the same, for which this package can do nothing. */
  tolerated?: RegExp;
  /** Makes what is started out of the sources. */
  build?: (site: Site, node: NodeRelease) => Promise<void>;
}

/** The key that each program binds. It makes another one, whose id nobody knows beforehand. */
export const KEY = "lhkp-install1";
/** The instance that each program binds it to. */
export const INSTANCE = "lhins-install1";

/**
 * Pulumi starts an ES module with the hooks of ts-node where the project has that, in any language, and those use what
 * Node 22 deprecates; so it does for a program without this package.
 */
const TS_NODE_HOOKS = /DEP0180|--trace-deprecation/;

const ARGS = JSON.stringify({ keyIds: [KEY], instanceIds: [INSTANCE] });

const COMMONJS = `const { KeyPair, KeyPairAssociation } = require("pulumi-tencentcloud-lighthouse");

new KeyPair("made");
const access = new KeyPairAssociation("access", ${ARGS});
exports.bindings = access.bindings;
exports.node = process.versions.node;
exports.release = require("pulumi-tencentcloud-lighthouse/package.json").version;
`;
const ES_MODULE = `import { KeyPair, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

new KeyPair("made");
const access = new KeyPairAssociation("access", ${ARGS});
export const bindings = access.bindings;
export const node = process.versions.node;
`;
const TYPESCRIPT = `import * as pulumi from "@pulumi/pulumi";
import { type Binding, KeyPair, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

new KeyPair("made");
const access = new KeyPairAssociation("access", ${ARGS});
export const bindings: pulumi.Output<Binding[]> = access.bindings;
export const node: string = process.versions.node;
`;

/** A script, as Node starts it. */
export const commonJs: Form = {
  name: "CommonJS",
  files: { "index.js": COMMONJS },
  manifest: { main: "index.js" },
  typescript: false,
};

/** A module, as Node starts it. */
export const esModule: Form = {
  name: "ES module",
  files: { "index.js": ES_MODULE },
  manifest: { main: "index.js", type: "module" },
  typescript: false,
  tolerated: TS_NODE_HOOKS,
};

/** TypeScript that Pulumi compiles as it starts, with the compiler and the ts-node of the project. */
export const tsNode: Form = {
  name: "ts-node",
  files: { "index.ts": TYPESCRIPT, "tsconfig.json": tsconfig({ noEmit: true }, "index.ts") },
  manifest: { main: "index.ts" },
  typescript: true,
};

/** The same without a compiler in the project: Pulumi then takes one of its own, which is older. */
export const pulumisCompiler: Form = {
  name: "TypeScript by Pulumi's own compiler",
  files: {
    "index.ts": TYPESCRIPT.replace("{ type Binding, ", "{ Binding, "),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node" },
      files: ["index.ts"],
    }),
  },
  manifest: { main: "index.ts" },
  typescript: true,
};

/** TypeScript from which Node itself takes the types, as it does from version 24 on. */
export const strippedByNode: Form = {
  name: "TypeScript by Node itself",
  files: { "index.ts": TYPESCRIPT },
  manifest: { main: "index.ts", type: "module" },
  typescript: false,
  tolerated: TS_NODE_HOOKS,
};

/** What the compiler made of TypeScript, as CommonJS and as an ES module. */
export const compiled: readonly Form[] = [
  compiledAs("tsc to CommonJS", { main: "bin/index.js" }),
  compiledAs("tsc to an ES module", { main: "bin/index.js", type: "module" }),
];

/** Bundles that load this package from `node_modules`, and bundles that hold it. */
export const bundled: readonly Form[] = [
  bundledAs("bundle without the package", { format: "cjs", minify: false, holdsPackage: false }),
  bundledAs("bundle with the package", { format: "cjs", minify: false, holdsPackage: true }),
  bundledAs("minified bundle with the package", { format: "cjs", minify: true, holdsPackage: true }),
  bundledAs("minified ES module bundle", { format: "esm", minify: true, holdsPackage: false }),
];

/** Every form that runs wherever a project has its compiler. */
export const FORMS: readonly Form[] = [commonJs, esModule, tsNode, ...compiled, ...bundled];

function compiledAs(name: string, manifest: Form["manifest"]): Form {
  return {
    name,
    files: { "src/index.ts": TYPESCRIPT, "tsconfig.json": tsconfig({ outDir: "bin", rootDir: "src" }, "src/index.ts") },
    manifest,
    typescript: false,
    ...(manifest.type === "module" && { tolerated: TS_NODE_HOOKS }),
    build: async ({ folder }, node) =>
      void (await runCommand(["node", "node_modules/typescript/bin/tsc"], { folder, node })),
  };
}

function bundledAs(name: string, how: { format: "cjs" | "esm"; minify: boolean; holdsPackage: boolean }): Form {
  return {
    name,
    files: { "src/index.ts": TYPESCRIPT },
    manifest: { main: "bundle.js", ...(how.format === "esm" && { type: "module" }) },
    typescript: false,
    ...(how.format === "esm" && { tolerated: TS_NODE_HOOKS }),
    build: ({ folder }) => bundle({ ...how, folder }),
  };
}

function tsconfig(options: Readonly<Record<string, unknown>>, file: string): string {
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    ...options,
  };
  return JSON.stringify({ compilerOptions, files: [file] });
}

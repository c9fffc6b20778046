import type { ProgramFiles } from "../engine/programFiles";

/** A package manager as a user has it. */
export interface Manager {
  name: string;
  /** What is typed for it: the words before its own arguments. */
  command: readonly string[];
  install: readonly string[];
  /** Its words before the name of a command that a package brings. */
  exec: readonly string[];
  /** Its settings in the project. */
  files: ProgramFiles;
  /** Its settings in the environment: those that differ in CI are set as on a desk. */
  env: Readonly<Record<string, string>>;
}

const PNPM = "pnpm@12.21.0";
const YARN = "@yarnpkg/cli-dist@4.18.1";

/** The npm on PATH. */
export const npm: Manager = {
  name: "npm",
  command: ["npm"],
  install: ["install", "--no-audit", "--no-fund"],
  exec: ["exec", "--"],
  files: {},
  env: {},
};

/** pnpm. It fails an installation until somebody has said whether protobufjs, which Pulumi needs, may run its script. */
export const pnpm: Manager = {
  name: "pnpm",
  command: ["npx", "--yes", PNPM],
  install: ["install", "--no-frozen-lockfile"],
  exec: ["exec"],
  files: { "pnpm-workspace.yaml": "allowBuilds:\n  protobufjs: false\n" },
  env: {},
};

/** Yarn with a `node_modules` folder. */
export const yarn: Manager = yarnWith("yarn", "nodeLinker: node-modules\n");

/** Yarn with Plug'n'Play, which is its default, and without its loader for ES modules, which Pulumi does not start with. */
export const yarnPnp: Manager = yarnWith("yarn Plug'n'Play", "nodeLinker: pnp\npnpEnableEsmLoader: false\n");

function yarnWith(name: string, settings: string): Manager {
  return {
    name,
    command: ["npx", "--yes", "-p", YARN, "yarn"],
    install: ["install"],
    exec: ["run"],
    // The lock file makes the folder a project of its own.
    files: { ".yarnrc.yml": settings, "yarn.lock": "" },
    env: { YARN_ENABLE_IMMUTABLE_INSTALLS: "false", YARN_ENABLE_TELEMETRY: "0" },
  };
}

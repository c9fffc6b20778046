import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { ProgramFiles } from "../engine/programFiles";

const BINARY = "pulumi-resource-random";

/** The folder of the random provider's plugin, as Pulumi would find it on this machine; undefined where there is none. */
export function randomPlugin(environment: NodeJS.ProcessEnv): string | undefined {
  const plugins = join(environment["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "plugins");
  const installed = existsSync(plugins)
    ? readdirSync(plugins).filter((name) => /^resource-random-v[\d.]+$/.test(name))
    : [];
  const folders = [...(environment["PATH"] ?? "").split(delimiter), ...installed.map((name) => join(plugins, name))];
  return folders.find((folder) => folder !== "" && existsSync(join(folder, BINARY)));
}

/**
 * In place of `@pulumi/random` where its plugin is missing: a draw that takes the next of its inputs with each quarter
 * of a year that `keepers` name. All else of the program runs as it is.
 */
export const RANDOM_STAND_IN: ProgramFiles = {
  "node_modules/@pulumi/random/package.json": JSON.stringify({ name: "@pulumi/random", main: "index.js" }),
  "node_modules/@pulumi/random/index.d.ts": `import * as pulumi from "@pulumi/pulumi";
export declare class RandomShuffle extends pulumi.ComponentResource {
  readonly results: pulumi.Output<string[]>;
  constructor(
    name: string,
    args: { inputs: pulumi.Input<string[]>; resultCount: number; keepers: Record<string, string> },
  );
}
`,
  "node_modules/@pulumi/random/index.js": `const pulumi = require("@pulumi/pulumi");
exports.RandomShuffle = class extends pulumi.ComponentResource {
  constructor(name, { inputs, resultCount, keepers }) {
    super("standin:index:RandomShuffle", name);
    const [year, quarter] = keepers.shift.split("-Q").map(Number);
    const first = year * 4 + quarter;
    this.results = pulumi.output(inputs).apply((list) =>
      Array.from({ length: resultCount }, (_, index) => list[(first + index) % list.length]),
    );
  }
};
`,
};

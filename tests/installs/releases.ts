import { tmpdir } from "node:os";
import { runCommand } from "./command";
import { type NodeRelease, nodeRelease } from "./nodeRelease";

/** The releases of what programs run with. */
export interface Releases {
  /** The oldest Node that is promised, and the newest of each maintained line above it. */
  nodes: readonly [oldest: NodeRelease, middle: NodeRelease, newest: NodeRelease];
  /** Pulumi's SDK: the oldest that is promised, and the newest, which wants Node 22. */
  pulumi: { oldest: string; newest: string };
}

/** Compilers that programs may be checked with: the oldest that is promised, and the last of each later kind. */
export const COMPILERS = ["5.0.4", "5.9.3", "6.0.3", "7.0.2"] as const;

/** The compiler and the types that programs have beside them. */
export const COMPILER: Readonly<Record<string, string>> = {
  typescript: "6.0.3",
  "ts-node": "10.9.2",
  "@types/node": "20.19.43",
};

/** Gets every Node that is needed, and asks which SDK is the newest. */
export async function releases(): Promise<Releases> {
  const newest = await runCommand(["npm", "view", "@pulumi/pulumi", "version"], { folder: tmpdir() });
  // One after another: two npx that fetch at once can be in each other's way.
  const nodes = [await nodeRelease("20.19.0"), await nodeRelease("22"), await nodeRelease("24")] as const;
  return { nodes, pulumi: { oldest: "3.248.0", newest: newest.trim() } };
}

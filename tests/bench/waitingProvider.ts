import { createRequire } from "node:module";
import { join } from "node:path";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import type { Declared } from "./shape";

/** What the parent process tells first. */
export interface Order {
  /** The folder under which the package is installed. */
  folder: string;
  declared: Record<string, Declared>;
}

/** What it is told in the end: for each resource, the time at which its creation was known to be complete. */
export interface Completed {
  /** Milliseconds since 1970, by the resource's name. */
  atMs: Record<string, number>;
  /** Processor time of the process from the first creation on, in milliseconds. */
  processorMs: number;
}

/**
 * The packed provider in a process of its own with nothing else in it: told what is declared, it creates all at the
 * same time, as the engine does, and answers with the time at which each was complete.
 */
async function answer({ folder, declared }: Order): Promise<Completed> {
  const load = createRequire(join(folder, "package.json"));
  const provider = load("pulumi-tencentcloud-lighthouse/provider") as ResourceProvider;
  await provider.configure?.({ config: { get: () => undefined, require: (key: string) => key } });
  const before = process.cpuUsage();
  const atMs: Record<string, number> = {};
  await Promise.all(
    Object.entries(declared).map(async ([name, inputs]) => {
      await provider.create(inputs);
      atMs[name] = Date.now();
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return { atMs, processorMs: (user + system) / 1000 };
}

process.once("message", (order: Order) => {
  void answer(order).then((completed) => process.send?.(completed, () => process.disconnect()));
});

import * as pulumi from "@pulumi/pulumi";

/**
 * Something that is made once for each run of a program: with the Automation API several runs, one after another or at
 * the same time, share a process, and what one of them has seen may be out of date in the next.
 */
export function oncePerRun<T>(make: () => T): () => T {
  const made = new WeakMap<object, T>();
  return () => {
    // Each run has a connection to the engine of its own.
    const run = pulumi.runtime.getMonitor();
    if (run === undefined) return make();
    const value = made.get(run) ?? make();
    made.set(run, value);
    return value;
  };
}

/** Whether the program runs under Pulumi's mocks, which answer in place of the engine and of every provider. */
export function isMocked(): boolean {
  const run: object | undefined = pulumi.runtime.getMonitor();
  return run !== undefined && "mocks" in run;
}

import assert from "node:assert/strict";
import type { EngineRun } from "../engine/engineRun";

/** What is added on the stack when a resource has failed: by the engine, and by the host of dynamic providers. */
const ADDED =
  /^(update|preview|destroy) failed$|^resource monitor shut down|^lighthouse: see the error of the resource$/;

const STACK_OF_CALLS = /^\s+at .*:\d+:\d+\)?$/m;

/**
 * The error that a run shows under each of some resources, by name: one for each. Beside them there may be one of the
 * sentences that are added on the stack, and nothing else; no stack of calls, and nothing twice.
 */
export function errorsByName(run: EngineRun, names: readonly string[]): Record<string, string> {
  const errors = allErrors(run);
  assert.deepEqual(errors.map(({ name, message }) => name ?? message).sort(), [...names].sort());
  return Object.fromEntries(errors.map(({ name = "", message }) => [name, message]));
}

/** The error that a run shows under the one resource that failed, as {@link errorsByName} has it. */
export function onlyError(run: EngineRun, name: string): string {
  return errorsByName(run, [name])[name] ?? "";
}

/** The errors, several of them, that a run shows under the one resource that failed. */
export function errorsUnder(run: EngineRun, resource: string): string[] {
  const errors = allErrors(run);
  const elsewhere = errors.filter(({ name }) => name !== resource);
  assert.deepEqual(elsewhere, []);
  return errors.map(({ message }) => message);
}

/** Nothing that a run printed is a stack of calls. */
export function hasNoDump({ stdout, stderr }: EngineRun): void {
  assert.doesNotMatch(stdout + stderr, STACK_OF_CALLS);
}

/** All errors but the sentences that are added on the stack, with the name of the resource that each is under. */
function allErrors(run: EngineRun): { name?: string; message: string }[] {
  hasNoDump(run);
  return run.diagnostics.flatMap(({ severity, urn, message }) => {
    const isError = severity === "error" || severity === "info#err";
    if (!isError || (urn === undefined && ADDED.test(message))) return [];
    const name = urn?.split("::").at(-1);
    return [{ message, ...(name !== undefined && { name }) }];
  });
}

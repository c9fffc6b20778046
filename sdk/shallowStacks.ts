/** One frame of a stack says where an error was thrown. */
const FRAMES = 1;

/** Short stack traces, until they are ended. */
export interface ShallowStacks {
  /** The error that was thrown meanwhile, with the frames from here on that its stack lacks. */
  withCallers(error: unknown): unknown;
  /** From now on stacks are as long as before. */
  end(): void;
}

/**
 * Begins short stack traces, for as long as it takes to construct one resource. Pulumi's SDK keeps a stack, mapped to the
 * sources, with each of the dozens of promises that a resource consists of, to name those that never end: that is most of
 * what a constructor does.
 */
export function shallowStacks(): ShallowStacks {
  const limit = Error.stackTraceLimit;
  // Whoever looks for a promise that never ends wants them whole.
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Error.stackTraceLimit = Math.min(limit, FRAMES);
  const end = (): void => {
    Error.stackTraceLimit = limit;
  };
  const withCallers = (error: unknown): unknown => {
    end();
    const [, ...callers] = (new Error().stack ?? "").split("\n");
    if (error instanceof Error && !Object.isFrozen(error)) error.stack = [error.stack, ...callers].join("\n");
    return error;
  };
  return { withCallers, end };
}

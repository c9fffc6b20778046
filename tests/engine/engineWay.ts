/** A Pulumi engine that is known to work. */
export interface FoundEngine {
  /** The command line, as an absolute path. */
  cli: string;
  /** The folder that has the engine's programs. */
  folder: string;
  /** The command line's version, without a `v`. */
  version: string;
}

/** What came of one way to an engine: the engine, or why there is none this way. */
export type WayResult = { found: FoundEngine } | { why: string };

/** What each way to an engine is given. */
export interface WayContext {
  /** The folder outside the checkout that keeps engines. It exists. */
  cache: string;
  /** The surrounding environment: PATH, proxy settings, Go's settings. */
  environment: NodeJS.ProcessEnv;
  /** Shows one line on what is being done. */
  report: (line: string) => void;
  /** Aborted when the user gives up. */
  signal?: AbortSignal | undefined;
}

/** One way to an engine. It never throws for a reason that leaves the next way open. */
export type EngineWay = (context: WayContext) => Promise<WayResult>;

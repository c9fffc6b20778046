/** One way to an engine that led to none. */
export interface FailedWay {
  /** The way, in words. */
  way: string;
  /** Why it did not work. */
  why: string;
}

/** The error when there is no Pulumi engine and none can be had: every way tried, why it failed, and what to do. */
export function noEngine(failed: readonly FailedWay[]): Error {
  const tried = failed.map(({ way, why }, index) => `  ${index + 1}. ${way}: ${why.replaceAll("\n", "\n     ")}`);
  const error = new Error(
    [
      "No Pulumi engine is here, and none could be had. Tried, in this order:",
      ...tried,
      "Any one of these helps: install Pulumi (https://www.pulumi.com/docs/install/) so that `pulumi` is on PATH; let this",
      "machine reach get.pulumi.com; or install Go 1.21 or later (https://go.dev/dl/) on a machine that can fetch modules.",
    ].join("\n"),
  );
  error.name = "NoEngine";
  return error;
}

/** A change that is known to fail before anything was touched. One reason for each culprit. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly reasons: readonly string[]) {
    super(`nothing was changed: ${reasons.join(". ")}.`);
  }
}

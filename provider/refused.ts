/** How many culprits a message names before it counts the rest. */
const MAX_NAMED = 20;

/** A change that is known to fail before anything was touched. One reason for each culprit. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(readonly reasons: readonly string[]) {
    const rest = reasons.length > MAX_NAMED ? ` And ${reasons.length - MAX_NAMED} more.` : "";
    super(`nothing was changed: ${reasons.slice(0, MAX_NAMED).join(". ")}.${rest}`);
  }
}

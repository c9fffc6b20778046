/** What a message names: ids, states, limits. Put into the text of the code in the language of the request. */
export type Details = Readonly<Record<string, string | number>>;

/** A refusal as the API gives it: a code, and a message made of the code's text and these details. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly code: string,
    readonly details: Details = {},
  ) {
    super(code);
  }
}

/** How many ids a message names at most; the rest are only counted. */
const NAMED_IN_MESSAGE = 10;

/** Ids as messages name them: in backticks. */
export function named(ids: readonly string[]): string {
  const some = ids.slice(0, NAMED_IN_MESSAGE).map((id) => `\`${id.slice(0, 80)}\``);
  return some.join(", ") + (ids.length > NAMED_IN_MESSAGE ? ` (+${ids.length - NAMED_IN_MESSAGE})` : "");
}

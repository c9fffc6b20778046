import type { Static, TSchema } from "@sinclair/typebox";
import { Value, type ValueError } from "@sinclair/typebox/value";
import { EditError } from "../edits/editError";

/**
 * Reads the body of a control request. Anything that the schema does not name is refused, so that a misspelt setting
 * does not pass for one that is set. No body at all is an empty object.
 */
export function controlBody<S extends TSchema>(schema: S, body: unknown): Static<S> {
  const given = body === undefined || body === null ? {} : body;
  const [first] = Value.Errors(schema, given);
  if (first) throw new EditError(400, describe(first));
  return given;
}

/** Of a value that may have several forms, the form it comes nearest to is the one that was meant. */
function describe(error: ValueError): string {
  const branches = error.errors.map((branch) => [...branch]).filter((branch) => branch.length > 0);
  const nearest = branches.sort((a, b) => a.length - b.length)[0]?.[0];
  if (nearest && nearest.path !== error.path) return describe(nearest);
  return `${error.path === "" ? "the body" : error.path}: ${error.message}`;
}

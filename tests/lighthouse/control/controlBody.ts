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

/** What is wrong and where. Of a value that may have several forms, the form it comes nearest to is meant. */
function describe(error: ValueError): string {
  const where = error.path === "" ? "the body" : error.path;
  const allowed = literalsOf(error.schema);
  if (allowed.length > 0) return `${where}: Expected ${listed(allowed)}`;
  const branches = error.errors.map((branch) => [...branch]).filter((branch) => branch.length > 0);
  const ofItsType = branches.filter(([first]) => first && first.path !== error.path);
  if (ofItsType.length === 0) {
    const messages = branches.flatMap(([first]) => first?.message ?? []);
    return `${where}: ${branches.length === 0 ? error.message : [...new Set(messages)].join(", or ")}`;
  }
  const [nearest] = [...ofItsType].sort((a, b) => a.length - b.length)[0] ?? [];
  if (!nearest) return `${where}: ${error.message}`;
  const names = ofItsType.flat().filter(({ path, schema }) => path === nearest.path && "const" in schema);
  return nearest.schema.const === undefined
    ? describe(nearest)
    : `${nearest.path}: Expected ${listed(names.flatMap(({ schema }) => literalsOf(schema)))}`;
}

/** The values that a schema takes where these are all literals, otherwise none. */
function literalsOf(schema: TSchema): unknown[] {
  const branches: TSchema[] = Array.isArray(schema.anyOf) ? schema.anyOf : [schema];
  return branches.every((branch) => "const" in branch) ? branches.map((branch) => branch.const as unknown) : [];
}

function listed(values: readonly unknown[]): string {
  return [...new Set(values)].map((value) => JSON.stringify(value)).join(" or ");
}

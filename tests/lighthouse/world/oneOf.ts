import { Type } from "@sinclair/typebox";

/** The schema of a text that is one of a few, typed as just these. */
export function oneOf<const T extends string>(values: readonly T[]) {
  return Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))));
}

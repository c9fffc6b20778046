/** The places of a value at which something is undefined, which the engine cannot take. */
export function undefinedIn(value: unknown, place = "value"): string[] {
  if (value === undefined) return [place];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => undefinedIn(inner, `${place}.${name}`));
}

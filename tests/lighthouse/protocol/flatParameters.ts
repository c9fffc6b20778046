import { ApiError, named } from "./apiError";
import type { Json, JsonObject } from "./json";

/** How deep a flat name may go: `Filters.0.Values.0` is the deepest that an action knows. */
const MAX_DEPTH = 8;

interface Branch {
  readonly children: Map<string, Branch | string>;
}

/**
 * Puts flat parameters together: `InstanceIds.0=a&InstanceIds.1=b` is a list of two, `Filters.0.Name=zone` an object in
 * a list. Values stay text.
 *
 * @see CN-API request structure of GET and of signature v1
 */
export function unflatten(flat: Iterable<readonly [string, string]>): JsonObject {
  const root: Branch = { children: new Map() };
  for (const [name, value] of flat) plant(root, name, value);
  return Object.fromEntries([...root.children].map(([name, child]) => [name, grown(child)]));
}

function plant(root: Branch, name: string, value: string): void {
  const path = name.split(".");
  const last = path.pop();
  if (last === undefined || path.length >= MAX_DEPTH) throw malformed(name);
  let branch = root;
  for (const part of path) {
    const next = branch.children.get(part) ?? { children: new Map() };
    if (typeof next === "string") throw malformed(name);
    branch.children.set(part, next);
    branch = next;
  }
  if (branch.children.has(last)) throw malformed(name);
  branch.children.set(last, value);
}

function malformed(name: string): ApiError {
  return new ApiError("InvalidParameter", { names: named([name]), type: "" });
}

/** What has numbers for names is a list, in the order of the numbers; gaps close up. */
function grown(child: Branch | string): Json {
  if (typeof child === "string") return child;
  const entries = [...child.children];
  if (entries.every(([name]) => /^\d{1,9}$/.test(name))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => grown(item));
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, grown(item)]));
}

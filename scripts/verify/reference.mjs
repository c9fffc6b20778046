import { runTool } from "./tool.mjs";

/**
 * That the API reference can be made (`npm run docs` makes it): each public name has a doc comment, what it refers to is
 * public too, and each link leads somewhere (typedoc.json).
 */
export function checkReference() {
  return runTool("typedoc", ["--emit", "none"]);
}

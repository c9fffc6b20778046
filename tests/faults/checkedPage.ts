import { readFileSync, writeFileSync } from "node:fs";
import { page } from "./page";
import type { ToldCell } from "./part";
import type { Rule } from "./rule";

/** Writes the page anew. In CI, where nobody would see that it has changed, a page that differs is a problem instead. */
export function checkedPage(path: string, rules: readonly Rule[], cells: readonly ToldCell[]): string[] {
  const text = page(rules, cells);
  if (isIn(path, text)) return [];
  if (process.env["CI"]) return ["docs/faults.md is not what this run would write: run npm run faults and commit it"];
  writeFileSync(path, text);
  console.log("docs/faults.md has changed");
  return [];
}

function isIn(path: string, text: string): boolean {
  try {
    return readFileSync(path, "utf8") === text;
  } catch {
    // It is not there yet.
    return false;
  }
}

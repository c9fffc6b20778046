import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the checkout. */
export const ROOT = join(__dirname, "..", "..");

/** A page of the repository. */
export function pageText(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Every Markdown file of the repository, tracked or about to be, relative to its root. */
export function pagePaths(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const paths = new Set(listed.split("\n").filter((path) => path !== "" && existsSync(join(ROOT, path))));
  return [...paths].sort();
}

import { readdir, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";

const REQUIRED = /\brequire\(\s*["']([^"']+)["']\s*\)|\bfrom\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

/**
 * What the files of a package load that it does not declare: it would be missing where the package is installed alone.
 *
 * @param folder The folder with the package's compiled code and declarations.
 * @param declared The names of the packages that it may load, its own included.
 * @returns Each offence as `file: specifier`, sorted.
 */
export async function undeclaredImports(folder: string, declared: readonly string[]): Promise<string[]> {
  const offences: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|d\.ts)$/.test(entry.name)) continue;
    const text = await readFile(join(entry.parentPath, entry.name), "utf8");
    for (const specifier of specifiersIn(text)) {
      if (!declared.includes(packageOf(specifier))) offences.push(`${entry.name}: ${specifier}`);
    }
  }
  return offences.sort();
}

/** What a file loads from other packages. Relative paths, Node's own modules and templates for text are left out. */
function specifiersIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const all = [...code.matchAll(REQUIRED)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
  return all.filter((specifier) => /^[@\w]/.test(specifier) && !isBuiltin(specifier));
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The text of each file of a program, by its path in the program's folder, such as `index.js`. */
export type ProgramFiles = Readonly<Record<string, string>>;

/**
 * The files of a program with those added that every program has, unless they are given: `Pulumi.yaml`, `package.json`
 * and, where there is an `index.ts`, `tsconfig.json`.
 *
 * @param project The project's name.
 */
export function programFiles(project: string, given: ProgramFiles): ProgramFiles {
  const isTypeScript = "index.ts" in given;
  return {
    // A program of plain JavaScript says so: the engine then starts it without the compiler, a second sooner.
    "Pulumi.yaml": `name: ${project}\nruntime:\n  name: nodejs\n  options:\n    typescript: ${isTypeScript}\n`,
    "package.json": `${JSON.stringify({ name: project, private: true, main: isTypeScript ? "index.ts" : "index.js" })}\n`,
    ...(isTypeScript && { "tsconfig.json": TSCONFIG }),
    ...given,
  };
}

/** What `pulumi new typescript` writes, shortened. */
const TSCONFIG = `${JSON.stringify({
  compilerOptions: { strict: true, target: "es2022", module: "commonjs", skipLibCheck: true, types: ["node"] },
  files: ["index.ts"],
})}\n`;

/** Writes files into a folder, which is made if need be. Files of the same path are overwritten. */
export async function writeFiles(folder: string, files: ProgramFiles): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

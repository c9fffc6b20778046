import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGE = "pulumi-tencentcloud-lighthouse";

/**
 * The folder of a user's program, with our package installed in it or not, as the working directory while some work is
 * done. The installed package is a stand-in of the same shape: only where it is found matters.
 */
export function inProgramFolder<T>(hasPackage: boolean, work: () => T): T {
  const before = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "program-")));
  if (hasPackage) install(folder);
  process.chdir(folder);
  try {
    return work();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string): void {
  const installed = join(folder, "node_modules", PACKAGE);
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    join(installed, "package.json"),
    JSON.stringify({ name: PACKAGE, exports: { "./provider": "./provider.js" } }),
  );
  writeFileSync(join(installed, "provider.js"), "");
}

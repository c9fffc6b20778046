import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { CHECKOUT } from "../engine/checkout";
import { runProcess, whyItFailed } from "../engine/runProcess";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** A download of some 120 MB. */
const INSTALL_MS = 10 * 60_000;

/** The way to a Chromium, or why there is none. */
export type BrowserFound = { path: string } | { why: string };

/**
 * Finds a Chromium: on PATH, else the one that playwright keeps in its own cache, which is downloaded if need be.
 *
 * @param report Told what takes long.
 */
export async function findBrowser(report: (line: string) => void): Promise<BrowserFound> {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(canRun);
  if (onPath !== undefined) return { path: onPath };
  const own = chromium.executablePath();
  if (existsSync(own)) return { path: own };
  report("there is no Chromium on PATH: playwright downloads one");
  const command = join(dirname(require.resolve("playwright-core/package.json")), "cli.js");
  const options = { cwd: CHECKOUT, env: process.env, timeoutMs: INSTALL_MS };
  const result = await runProcess(process.execPath, [command, "install", "chromium"], options);
  if (result.code === 0 && existsSync(own)) return { path: own };
  return { why: `there is no Chromium on PATH, and playwright could not install one: ${whyItFailed(result)}` };
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

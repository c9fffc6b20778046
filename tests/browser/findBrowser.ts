import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import { waysToInstall } from "./installBrowser";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The way to a Chromium, or why there is none. */
export type BrowserFound = { path: string } | { why: string };

/**
 * Finds a Chromium: on PATH, else the one that playwright keeps in its own cache, else one that is installed now.
 *
 * @param inCi Whether the machine is there for this run alone, so that it may get packages of its system.
 * @param report Told what takes long.
 */
export async function findBrowser(inCi: boolean, report: (line: string) => void): Promise<BrowserFound> {
  const found = browserHere();
  if (found !== undefined) return { path: found };
  const failures: string[] = [];
  for (const way of waysToInstall(inCi)) {
    report(`there is no Chromium: ${way.name} installs one`);
    const failure = await way.install();
    const installed = browserHere();
    if (installed !== undefined) return { path: installed };
    failures.push(`${way.name} could not install one: ${failure ?? "it ended well, but there is none"}`);
  }
  return { why: ["there is no Chromium on PATH", ...failures].join("; ") };
}

function browserHere(): string | undefined {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(canRun);
  const own = chromium.executablePath();
  return onPath ?? (existsSync(own) ? own : undefined);
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

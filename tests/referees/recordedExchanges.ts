import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exchange } from "../lighthouse/exchange";

/** What local Lighthouses have recorded in a folder, whole lines only; none where there is no such folder. */
export function recordedExchanges(folder: string): Exchange[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1))
    .map((line) => JSON.parse(line) as Exchange);
}

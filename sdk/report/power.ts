/** What becomes of the power of one instance. Pure. */
import type { Instance } from "../../provider/lighthouse.js";
import { type Certainty, either } from "./certainty.js";
import type { Operation } from "./operation.js";

/** What becomes of the power of an instance. */
export interface PowerEffect {
  shutdown: Certainty;
  /** How many associations shut it down, one after the other. */
  shutdowns: number;
  /** Whether it is started without having been shut down by this apply. */
  start: Certainty;
  /** All of it in words. */
  words: string;
}

const UP = new Set(["RUNNING", "STARTING", "REBOOTING", "PENDING"]);
const DOWN = new Set(["STOPPED", "STOPPING"]);

/**
 * Judges by what the operations do and how the instance was seen.
 *
 * @param instance Undefined where it was not looked at.
 */
export function powerEffect(operations: readonly Operation[], instance: Instance | undefined): PowerEffect {
  const state = instance?.state ?? "";
  const isDown = DOWN.has(state);
  const isKnown = isDown || UP.has(state);
  const judge = ({ takesDown }: Operation): Certainty => {
    if (takesDown === "no" || isDown) return "no";
    return isKnown ? takesDown : "may";
  };
  const down = operations.filter((operation) => judge(operation) !== "no");
  const shutdown = either(down.map(judge));
  const wantsUp = operations.some(({ power, restores }) => power === "running" || restores);
  const start: Certainty = !wantsUp || (isKnown && !isDown) ? "no" : isDown ? "yes" : "may";
  const effect = { shutdown, shutdowns: down.length, start };
  return { ...effect, words: inWords(effect, operations, isKnown, isDown) };
}

function inWords(
  { shutdown, shutdowns, start }: Omit<PowerEffect, "words">,
  operations: readonly Operation[],
  isKnown: boolean,
  isDown: boolean,
): string {
  const words: string[] = [];
  const times = shutdowns > 1 ? ` ${shutdowns} times` : "";
  const again = operations.some(({ power }) => power === "leave") ? "not started again by us" : "then started again";
  if (shutdown === "yes") words.push(`shut down${times}, ${again}`);
  if (shutdown === "may") {
    const why = isKnown ? "the preview does not show all ids" : "its power state was not looked at";
    words.push(`may be shut down${times}: ${why}`);
  }
  if (start === "yes") words.push("started");
  if (start === "may" && shutdown === "no") words.push("started if it is stopped");
  if (words.length === 0) words.push(isDown ? "stays stopped" : isKnown ? "stays up" : "not shut down");
  return words.join("; ");
}

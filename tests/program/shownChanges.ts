import type { EngineRun } from "../engine/engineRun";

/**
 * What the command line's detailed display (`--diff`) marks as changed in the inputs of resources, without the heads of
 * what the changed things are in: such as `+ [2]: "lhins-mail0001"`.
 */
export function shownChanges({ stdout }: EngineRun): string[] {
  const [inputs = ""] = stdout.split("--outputs:--");
  const marked = inputs.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  return marked.filter((line) => /^[+~-] \S/.test(line) && !/[[{]$/.test(line) && !/\(\w+\)$/.test(line));
}

/** Which properties a refresh shows as changed, such as `~instanceIds`, or `+power` for one that was not there. */
export function refreshedProperties({ stdout }: EngineRun): string[] {
  const lines = stdout.split("\n").filter((line) => / updated \(/.test(line));
  // One sign stands for all names behind it: `[diff: +power~instanceIds,keyIds]`.
  const groups = lines.flatMap((line) => /\[diff: ([^\]]*)\]/.exec(line)?.[1]?.match(/[+~-][\w,]+/g) ?? []);
  return groups.flatMap((group) =>
    group
      .slice(1)
      .split(",")
      .map((name) => `${group[0]}${name}`),
  );
}

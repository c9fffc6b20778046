import * as pulumi from "@pulumi/pulumi";

/** An argument as the text of a setting, objects as JSON; undefined where some of it is not known yet. */
export function plainText(value: unknown): string | undefined {
  if (!isPlain(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return typeof value !== "object" || value === null || Object.values(value).every(isPlain);
}

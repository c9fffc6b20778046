import assert from "node:assert/strict";
import { crossing, type Properties } from "./wire";

/** What an error of create or update tells the engine to record: a resource that exists and is not as it should be. */
export interface InitFailed {
  id: string;
  properties: Properties;
  reasons: string[];
}

/** What is to be recorded of an error; undefined where it carries no id, so that nothing is. */
export function initFailedIn(error: Error): InitFailed | undefined {
  const { id, properties, reasons } = error as Partial<InitFailed>;
  if (!id) return undefined;
  assert.ok(Array.isArray(reasons) && reasons.length > 0, "a partial success has its reasons");
  const failed = crossing({ id, properties: properties ?? {}, reasons }, "the error's");
  assert.equal(typeof failed.properties["__provider"], "string", "without the provider nothing can be done about it");
  return failed;
}

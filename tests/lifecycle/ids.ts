/** Ids of the documented form that say what they stand for. Each story finds these instances and key pairs there. */

/** Where everything is, unless a story is about regions. */
export const REGION = "ap-guangzhou";

/** An instance, RUNNING. */
export const WEB = "lhins-web00000";
/** Another instance, RUNNING. */
export const API = "lhins-api00000";
/** A third instance, RUNNING. */
export const JOBS = "lhins-jobs0000";

/** A key pair. */
export const ALICE = "lhkp-alice000";
/** Another key pair. */
export const BOB = "lhkp-bob00000";
/** A third key pair. */
export const CAROL = "lhkp-carol000";

/** So many further instance ids. */
export function instanceIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhins-fleet${String(index).padStart(3, "0")}`);
}

/** So many further key pair ids. */
export function keyIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhkp-staff${String(index).padStart(3, "0")}`);
}

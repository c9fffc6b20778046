/** What the program declares beside an association, as the resource class tells it. */
import type { AssociationInputs } from "./association.js";
import type { Rival } from "./claims.js";
import type { Pair } from "./pairs.js";
import { type Properties, stateFrom } from "./state.js";
import { INSTANCE_ID, KEY_ID, problemWithForm } from "./validate.js";

/** What another association declares. */
export interface Neighbour extends Pick<AssociationInputs, "keyIds" | "instanceIds"> {
  /** Of the resource. */
  name: string;
  /** Whether it waits for another resource, and may be checked only after that is done. */
  isLater: boolean;
}

/**
 * The associations of a region that are named in the text of a declaration, a JSON list; one that names no region counts
 * as of this one. Ids that are malformed are left out: one of them refuses a whole request, and its own check names it.
 */
export function neighboursIn(text: string | undefined, region: string): Neighbour[] {
  return listIn(text).flatMap((sent) => {
    const { keyIds, instanceIds, region: theirs = region } = stateFrom(sent);
    if (theirs !== region) return [];
    return {
      name: typeof sent.name === "string" ? sent.name : "",
      isLater: sent.isLater === true,
      keyIds: keyIds.filter((id) => problemWithForm(id, KEY_ID) === undefined),
      instanceIds: instanceIds.filter((id) => problemWithForm(id, INSTANCE_ID) === undefined),
    };
  });
}

/** Whether one of them declares a pair that waits for nothing, and so is checked at about the same time. */
export function isDeclaredAmong(neighbours: readonly Neighbour[], { instanceId, keyId }: Pair): boolean {
  return neighbours.some(
    ({ keyIds, instanceIds, isLater }) => !isLater && instanceIds.includes(instanceId) && keyIds.includes(keyId),
  );
}

/** Those that declare a key on an instance that is none of some keys. */
export function rivalsAmong(neighbours: readonly Neighbour[], instanceId: string, keyIds: readonly string[]): Rival[] {
  return neighbours.flatMap((neighbour) => {
    const foreign = neighbour.keyIds.filter((keyId) => !keyIds.includes(keyId));
    const isRival = neighbour.instanceIds.includes(instanceId) && foreign.length > 0;
    return isRival ? { owner: neighbour.name, keyIds: foreign } : [];
  });
}

function listIn(text: string | undefined): Properties[] {
  if (text === undefined) return [];
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter(isObject) : [];
  } catch {
    return [];
  }
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null;
}

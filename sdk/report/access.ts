import type { AssociationStep, Hidden, IdList } from "./associationStep.js";
import { Live } from "./live.js";
import type { Operation } from "./operation.js";
import { PlaceAccess } from "./placeAccess.js";

/**
 * What becomes of a pair. `drifted` was bound through an association, is bound no more, and stays so; `restored` is the
 * same, but bound again. `mayBeRemoved` hangs on ids that the preview does not show.
 */
export type PairStatus = "kept" | "added" | "removed" | "mayBeRemoved" | "drifted" | "restored";

/** One region through one provider: neither what is declared nor what is seen in one counts in another. */
export interface Place {
  /** The URN of the provider, without the id. */
  provider: string;
  /** Undefined where the preview does not know it. */
  region: string | undefined;
  live: Live;
}

/** One instance, with all pairs that associations of the program have or had to do with. */
export interface InstanceAccess {
  place: Place;
  instanceId: string;
  /** By key. */
  pairs: Map<string, PairStatus>;
  /** What each association does here; empty where nothing is done. */
  operations: Operation[];
}

/** Instances that a preview does not show, and that an association binds to. */
export interface HiddenInstances {
  place: Place;
  association: string;
  /** How many; undefined where the list as a whole is not shown. */
  count?: number;
  why: Hidden;
  keyIds: IdList;
  isOnline: boolean;
}

/** All that the associations of a program have and do. */
export interface Access {
  instances: InstanceAccess[];
  hidden: HiddenInstances[];
}

/** Operations that neither have nor do anything: looks, and those that only accompany others. */
const IDLE = new Set(["read", "read-replacement", "read-discard", "discard-replaced", "replace"]);

/**
 * From the steps of a preview to what becomes of each pair of a key and an instance. Pure.
 *
 * @param look What is live in a place.
 */
export function accessOf(
  steps: readonly AssociationStep[],
  look: (place: Omit<Place, "live">) => Live = () => Live.unseen,
): Access {
  const places = new Map<string, [AssociationStep, ...AssociationStep[]]>();
  for (const step of steps) {
    if (IDLE.has(step.op)) continue;
    const name = `${step.provider} ${step.region}`;
    const present = places.get(name);
    if (present) present.push(step);
    else places.set(name, [step]);
  }
  const found = [...places.values()].map((stepsHere) => {
    const place = { provider: stepsHere[0].provider, region: stepsHere[0].region };
    return new PlaceAccess({ ...place, live: look(place) }, stepsHere);
  });
  return { instances: found.flatMap((place) => place.instances()), hidden: found.flatMap((place) => place.hidden()) };
}

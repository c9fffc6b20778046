/** What the program declares, as it tells: all associations of it, and which of them are near one. Pure. */
import type { AssociationInputs } from "./association.js";
import { getOrMake } from "./getOrMake.js";

/** What one association declares. */
export interface Neighbour extends Pick<AssociationInputs, "keyIds" | "instanceIds"> {
  /** Which of the associations of the program it is. */
  place: string;
  /** Of the resource. */
  name: string;
  /** Which provider of the program serves it: a number that means nothing else. */
  provider: number;
  /** Undefined where the program leaves it to the provider. */
  region?: string;
}

/** How many ids of a kind one request takes. */
const MAX_IDS = 100;
/** How many others are looked through for those that are near. */
const MAX_LOOKED_AT = 1000;

/** All that is told, in the order in which it is told, and by instance. */
export class Neighbourhood {
  private readonly all: Neighbour[] = [];
  private readonly byPlace = new Map<string, Neighbour>();
  private readonly byInstance = new Map<string, Neighbour[]>();
  private readonly checked = new Set<string>();

  add(neighbour: Neighbour): void {
    this.all.push(neighbour);
    this.byPlace.set(neighbour.place, neighbour);
    for (const instanceId of neighbour.instanceIds) getOrMake(this.byInstance, instanceId, () => []).push(neighbour);
  }

  /** Notes that one is checked: what it declares is claimed from then on. */
  check(place: string): void {
    this.checked.add(place);
  }

  isChecked({ place }: Neighbour): boolean {
    return this.checked.has(place);
  }

  at(place: string): Neighbour | undefined {
    return this.byPlace.get(place);
  }

  /** Those that declare an instance, whichever provider serves them. */
  on(region: string, instanceId: string): Neighbour[] {
    return (this.byInstance.get(instanceId) ?? []).filter((neighbour) => isIn(neighbour, region));
  }

  /**
   * Those that one and the same request may look at beside an association, of the same provider and region: those that
   * share an instance, then those declared after it, and before it.
   */
  near(own: Neighbour, region: string): Neighbour[] {
    const isServedAlike = (other: Neighbour): boolean => other.provider === own.provider && isIn(other, region);
    const found = new Set([own]);
    const keyIds = new Set(own.keyIds);
    const instanceIds = new Set(own.instanceIds);
    for (const other of this.inTurn(own)) {
      if (instanceIds.size >= MAX_IDS) break;
      if (found.has(other) || !isServedAlike(other)) continue;
      if (!fits(keyIds, other.keyIds) || !fits(instanceIds, other.instanceIds)) continue;
      for (const keyId of other.keyIds) keyIds.add(keyId);
      for (const instanceId of other.instanceIds) instanceIds.add(instanceId);
      found.add(other);
    }
    found.delete(own);
    return [...found];
  }

  private *inTurn(own: Neighbour): Generator<Neighbour> {
    for (const instanceId of own.instanceIds) {
      yield* (this.byInstance.get(instanceId) ?? []).slice(0, MAX_LOOKED_AT);
    }
    const place = this.all.indexOf(own);
    for (let step = 1; step < Math.min(this.all.length, MAX_LOOKED_AT); step++) {
      const other = this.all[(place + step) % this.all.length];
      if (other !== undefined) yield other;
    }
  }
}

/** One that names no region counts as of whichever is asked for. */
function isIn({ region: theirs }: Neighbour, region: string): boolean {
  return theirs === undefined || theirs === region;
}

/** Whether one request takes these ids as well. */
function fits(taken: ReadonlySet<string>, ids: readonly string[]): boolean {
  return taken.size + ids.filter((id) => !taken.has(id)).length <= MAX_IDS;
}

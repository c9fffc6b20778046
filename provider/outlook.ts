import { ApiError, isPassing } from "./apiError.js";
import type { Clock } from "./clock.js";
import { getOrMake } from "./getOrMake.js";
import { type Asked, changesIn, type Inspection, inspect, keyIdsIn, type Looks } from "./inspection.js";
import type { DeniedAction, Instance, KeyPair } from "./lighthouse.js";
import type { Neighbour } from "./neighbourhood.js";
import { Pairs } from "./pairs.js";
import { Seen } from "./seen.js";
import { declaredPairs } from "./state.js";

/** For how long what a preview has seen counts as what exists. */
const MAX_AGE_MS = 60_000;

/** A region, by itself for whoever asks, and for many ids that nobody has asked for by themselves. */
export interface Regional extends Looks {
  together: Looks;
}

/**
 * What a preview sees of one region. The engine has one association checked after the other and waits for each answer,
 * so what the program declares beside it is looked at in the same calls, and the next ones are answered without any.
 */
export class Outlook {
  private readonly keyPairs: Seen<KeyPair>;
  private readonly instances: Seen<Instance>;
  private readonly denied: Seen<DeniedAction[]>;
  /** Until when one of many is taken to spoil each look at them together; and each question what is denied on them. */
  private aloneUntilMs = Number.NEGATIVE_INFINITY;
  private aloneDeniedUntilMs = Number.NEGATIVE_INFINITY;
  /** Until when nobody is told what is denied. */
  private untoldUntilMs = Number.NEGATIVE_INFINITY;

  /** `region` is asked for when something is to be looked at, and may throw. */
  constructor(
    private readonly region: () => Regional,
    private readonly clock: Clock,
  ) {
    this.keyPairs = new Seen(clock, MAX_AGE_MS);
    this.instances = new Seen(clock, MAX_AGE_MS);
    this.denied = new Seen(clock, MAX_AGE_MS);
  }

  /** As the function of that name; `neighbours` are asked for only where something is looked at. */
  async inspect(asked: Asked, neighbours: () => readonly Neighbour[]): Promise<Inspection> {
    const region = this.region();
    const isAlone = this.clock.now() < this.aloneUntilMs || (await this.isKnown(asked, region));
    const others = isAlone ? [] : neighbours();
    if (others.length > 0) await this.lookTogether(together(asked, others), region.together);
    return inspect(this.seenBy(region), asked);
  }

  /** Throws what would be said of any of it; where one id may be to blame, whoever asks for it is told by itself. */
  private async lookTogether(asked: Asked, region: Looks): Promise<void> {
    try {
      await inspect(this.seenBy(region, true), asked);
    } catch (error) {
      if (!mayBeOfOneId(error)) throw error;
      this.aloneUntilMs = this.clock.now() + MAX_AGE_MS;
    }
  }

  private async isKnown(asked: Asked, region: Looks): Promise<boolean> {
    const keyIds = keyIdsIn(asked);
    if (!keyIds.every((id) => this.keyPairs.has(id))) return false;
    const { touched } = changesIn(asked, await this.seenBy(region).keyPairs(keyIds));
    return touched.every((id) => this.instances.has(id));
  }

  private seenBy(region: Looks, isTogether = false): Looks {
    return {
      keyPairs: (ids) => this.keyPairs.all(ids, (missing) => region.keyPairs(missing)),
      instances: (ids) => this.instances.all(ids, (missing) => region.instances(missing)),
      deniedActions: (ids) => this.deniedActions(ids, region, isTogether),
    };
  }

  /** Nothing where the service does not tell: it is a courtesy, and the apply finds out. */
  private async deniedActions(ids: readonly string[], region: Looks, isTogether: boolean): Promise<DeniedAction[]> {
    const nowMs = this.clock.now();
    if (nowMs < this.untoldUntilMs || (isTogether && nowMs < this.aloneDeniedUntilMs)) return [];
    try {
      const found = await this.denied.all(ids, async (missing) => byInstance(await region.deniedActions(missing)));
      return [...found.values()].flat();
    } catch (error) {
      const untilMs = this.clock.now() + MAX_AGE_MS;
      if (!mayBeOfOneId(error)) this.untoldUntilMs = untilMs;
      else if (isTogether) this.aloneDeniedUntilMs = untilMs;
      return [];
    }
  }
}

/**
 * What is asked, with what will be asked for the others' sake: what they bind; and where a key that is to go is not
 * theirs either, since whoever takes a key away takes it from many.
 */
function together({ toBind, toUnbind, toRun }: Asked, others: readonly Neighbour[]): Asked {
  const coming = others.flatMap((other) => [...declaredPairs(other)]);
  const keysGoing = toUnbind.keyIds();
  const going = others.flatMap(({ keyIds, instanceIds }) => {
    const foreign = keysGoing.filter((keyId) => !keyIds.includes(keyId));
    return [...Pairs.product(foreign, instanceIds)];
  });
  return { toBind: toBind.plus(Pairs.of(coming)), toUnbind: toUnbind.plus(Pairs.of(going)), toRun };
}

function mayBeOfOneId(error: unknown): boolean {
  return error instanceof ApiError && error.concernsInstances && !isPassing(error);
}

/** Of an instance on which nothing is denied nothing is told. */
function byInstance(denied: readonly DeniedAction[]): Map<string, DeniedAction[]> {
  const found = new Map<string, DeniedAction[]>();
  for (const each of denied) getOrMake(found, each.instanceId, () => []).push(each);
  return found;
}

import type { Clock } from "./clock.js";
import { type Asked, type Inspection, inspect, type Looks } from "./inspection.js";
import type { DeniedAction, Instance, KeyPair } from "./lighthouse.js";
import type { Neighbour } from "./neighbours.js";
import { Pairs } from "./pairs.js";
import { Seen } from "./seen.js";
import { declaredPairs } from "./state.js";

/** For how long what a preview has seen counts as what exists. */
const MAX_AGE_MS = 60_000;

/**
 * What a preview sees of one region. The engine asks for one association after the other and waits for each answer, so
 * what the program declares beside it is looked at in the same calls, and the next ones are answered without any.
 */
export class Outlook {
  private readonly keyPairs: Seen<KeyPair>;
  private readonly instances: Seen<Instance>;
  private readonly denied: Seen<DeniedAction[]>;

  /** `region` is asked for when something is to be looked at, and may throw. */
  constructor(region: () => Looks, clock: Clock) {
    this.keyPairs = new Seen(async (ids) => region().keyPairs(ids), clock, MAX_AGE_MS);
    this.instances = new Seen(async (ids) => region().instances(ids), clock, MAX_AGE_MS);
    this.denied = new Seen(async (ids) => byInstance(await region().deniedActions(ids)), clock, MAX_AGE_MS);
  }

  /** As the function of that name; `neighbours` are asked for only where something is looked at. */
  async inspect(asked: Asked, neighbours: () => readonly Neighbour[]): Promise<Inspection> {
    const looks: Looks = {
      keyPairs: (ids) => this.keyPairs.all(ids),
      instances: (ids) => this.instances.all(ids),
      deniedActions: async (ids) => [...(await this.denied.all(ids)).values()].flat(),
    };
    const others = this.isKnown(asked) ? [] : neighbours();
    // What of it fails may be somebody else's: each asks again for what is its own.
    if (others.length > 0) await inspect(looks, together(asked, others)).catch(() => undefined);
    return inspect(looks, asked);
  }

  private isKnown({ toBind, toUnbind, toRun }: Asked): boolean {
    const instanceIds = [...toBind.instanceIds(), ...toUnbind.instanceIds(), ...toRun];
    const keyIds = [...toBind.keyIds(), ...toUnbind.keyIds()];
    return instanceIds.every((id) => this.instances.has(id)) && keyIds.every((id) => this.keyPairs.has(id));
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
    return [
      ...Pairs.product(
        keysGoing.filter((keyId) => !keyIds.includes(keyId)),
        instanceIds,
      ),
    ];
  });
  return { toBind: toBind.plus(Pairs.of(coming)), toUnbind: toUnbind.plus(Pairs.of(going)), toRun };
}

/** Of an instance on which nothing is denied nothing is told. */
function byInstance(denied: readonly DeniedAction[]): Map<string, DeniedAction[]> {
  const found = new Map<string, DeniedAction[]>();
  for (const each of denied) {
    const rows = found.get(each.instanceId);
    if (rows) rows.push(each);
    else found.set(each.instanceId, [each]);
  }
  return found;
}

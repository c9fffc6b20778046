import * as pulumi from "@pulumi/pulumi";
import { getOrMake } from "../provider/getOrMake.js";
import { type Declaration, declarationOf } from "./declaration.js";

/** The arguments by which an association is looked at. */
interface Arguments {
  keyIds?: unknown;
  instanceIds?: unknown;
  region?: unknown;
}

/** What an association declares, once it is known. */
interface Declared {
  name: string;
  keyIds: readonly string[];
  instanceIds: readonly string[];
  region?: string;
  /** Whether it waits for another resource, so that it may be checked only after whoever is told of it. */
  isLater?: true;
}

/** How many ids of a kind one request takes: with its own, an association is told of no more that it shares nothing with. */
const MAX_IDS = 100;
/** How many ids an association is told of in all, of those that share an instance with it and of the others. */
const MAX_TOLD = 400;
/** How many others are looked through. */
const MAX_LOOKED_AT = 1000;

/** What is declared for one provider, in that order, and by instance. */
class Neighbourhood {
  private readonly all: Declared[] = [];
  private readonly byInstance = new Map<string, Declared[]>();

  add(declared: Declared): void {
    this.all.push(declared);
    for (const instanceId of declared.instanceIds) getOrMake(this.byInstance, instanceId, () => []).push(declared);
  }

  /** What one is told of: those that share an instance, as to that; then those declared after it, and before it. */
  of(own: Declared): Declared[] {
    const sharing = this.sharing(own);
    const shared = [...sharing].map(([other, instanceIds]) => ({ ...other, instanceIds }));
    return [...shared, ...this.next(own, sharing)];
  }

  private sharing(own: Declared): ReadonlyMap<Declared, string[]> {
    const others = new Map<Declared, string[]>();
    let told = 0;
    for (const instanceId of own.instanceIds) {
      for (const other of this.byInstance.get(instanceId) ?? []) {
        const instanceIds = others.get(other);
        if (other === own || told > MAX_TOLD) continue;
        told += 1 + (instanceIds ? 0 : other.keyIds.length);
        others.set(other, [...(instanceIds ?? []), instanceId]);
      }
    }
    return others;
  }

  private next(own: Declared, sharing: ReadonlyMap<Declared, unknown>): Declared[] {
    const others: Declared[] = [];
    const keyIds = new Set(own.keyIds);
    const instanceIds = new Set(own.instanceIds);
    let told = 0;
    const place = this.all.indexOf(own);
    for (let step = 1; step < Math.min(this.all.length, MAX_LOOKED_AT); step++) {
      const other = this.all[(place + step) % this.all.length];
      if (instanceIds.size >= MAX_IDS || told > MAX_TOLD) break;
      if (other === undefined || sharing.has(other)) continue;
      if (!fits(keyIds, other.keyIds) || !fits(instanceIds, other.instanceIds)) continue;
      for (const keyId of other.keyIds) keyIds.add(keyId);
      for (const instanceId of other.instanceIds) instanceIds.add(instanceId);
      told += other.keyIds.length + other.instanceIds.length;
      others.push(other);
    }
    return others;
  }
}

/** By whom a provider serves, a provider of the program or a stack. */
const NEIGHBOURHOODS = new WeakMap<object, Neighbourhood>();
/** Where there is no stack, as in tests of a program. */
const NO_STACK = {};

/** What the provider is told of an association; in a preview with a few others that the program declares. */
export async function declarationAmong(
  type: string,
  name: string,
  given: Arguments,
  opts: pulumi.CustomResourceOptions | undefined,
): Promise<Declaration & { neighbours?: string }> {
  const provider = opts?.provider ?? opts?.parent?.getProvider(type);
  const isLater = opts?.dependsOn !== undefined;
  const noted = pulumi.runtime.isDryRun() ? noteNeighbour({ name, isLater }, given, provider) : undefined;
  const declaration = await declarationOf(type, name, opts);
  const neighbours = (await noted)?.();
  return { ...declaration, ...(neighbours !== undefined && { neighbours }) };
}

/**
 * Notes what an association of a preview declares, as soon as it is known, and answers with what then tells the provider
 * what else is declared, as JSON; undefined where nothing is. The engine has the provider check one resource after the
 * other, in any order: with each come a few others, which the provider looks at in the same calls.
 *
 * @param owner The provider of the program that serves the association. @default the stack's own
 */
export async function noteNeighbour(
  { name, isLater }: { name: string; isLater: boolean },
  given: Arguments,
  owner?: object,
): Promise<() => string | undefined> {
  const neighbourhood = neighbourhoodOf(owner ?? pulumi.runtime.getStackResource() ?? NO_STACK);
  const known = areIds(given) ? given : await onceKnown(given);
  // What is not known in a preview is not looked at.
  if (!areIds(known)) return () => undefined;
  const { keyIds, instanceIds, region } = known;
  const where = { ...(region !== undefined && { region }), ...(isLater && { isLater }) };
  const own: Declared = { name, keyIds, instanceIds, ...where };
  neighbourhood.add(own);
  return () => {
    const others = neighbourhood.of(own);
    return others.length === 0 ? undefined : JSON.stringify(others);
  };
}

/** The values of arguments; undefined where some are unknown or secret, and where one fails, as the resource tells. */
async function onceKnown({ keyIds, instanceIds, region }: Arguments): Promise<unknown> {
  // The SDK has it and does not declare it; an output that is unknown never gives its value.
  const told: pulumi.Output<unknown> & { isKnown?: Promise<boolean> } = pulumi.output({ keyIds, instanceIds, region });
  try {
    const isOpen = (await told.isKnown) === true && !(await pulumi.isSecret(told));
    return isOpen ? await new Promise((resolve) => told.apply(resolve)) : undefined;
  } catch {
    return undefined;
  }
}

function neighbourhoodOf(owner: object): Neighbourhood {
  const present = NEIGHBOURHOODS.get(owner);
  if (present) return present;
  const made = new Neighbourhood();
  NEIGHBOURHOODS.set(owner, made);
  return made;
}

/** Whether one request takes these ids as well. */
function fits(taken: ReadonlySet<string>, ids: readonly string[]): boolean {
  return taken.size + ids.filter((id) => !taken.has(id)).length <= MAX_IDS;
}

function areIds(value: unknown): value is Omit<Declared, "name" | "isLater"> {
  if (typeof value !== "object" || value === null) return false;
  const { keyIds, instanceIds, region } = value as Arguments;
  return isList(keyIds) && isList(instanceIds) && (region === undefined || typeof region === "string");
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

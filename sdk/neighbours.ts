import * as pulumi from "@pulumi/pulumi";

/** The arguments by which an association is looked at. */
interface Arguments {
  keyIds: unknown;
  instanceIds: unknown;
  region?: unknown;
}

interface Declared {
  keyIds: string[];
  instanceIds: string[];
  region?: string;
}

/** How many ids one association is told of its neighbours: about as many as fill one request. */
const MAX_IDS = 200;

/** By whom a provider serves, a provider of the program or a stack: what is declared, in that order. */
const DECLARED = new WeakMap<object, Declared[]>();
/** Where there is no stack, as in tests of a program. */
const NO_STACK = {};

/**
 * Notes what an association of a preview declares, as soon as it is known, and answers with what then tells the provider
 * what the next ones declare, as JSON; undefined where there are none. The engine has the provider check one resource
 * after the other, in any order: with each come a few others, which the provider looks at in the same calls.
 *
 * @param owner The provider of the program that serves the association. @default the stack's own
 */
export async function noteNeighbour(given: Arguments, owner?: object): Promise<() => string | undefined> {
  const all = declaredOf(owner ?? pulumi.runtime.getStackResource() ?? NO_STACK);
  const own = isDeclared(given) ? given : await onceKnown(given);
  // What is not known in a preview is not looked at.
  if (!isDeclared(own)) return () => undefined;
  const { keyIds, instanceIds, region } = own;
  const place = all.push({ keyIds, instanceIds, ...(region !== undefined && { region }) });
  return () => {
    const others = nextOf(all, place);
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

/** Those after a place, and after the last the first, as many as may be told. */
function nextOf(all: readonly Declared[], place: number): Declared[] {
  const others: Declared[] = [];
  let ids = 0;
  for (let step = 0; step < all.length - 1; step++) {
    const other = all[(place + step) % all.length];
    ids += (other?.keyIds.length ?? 0) + (other?.instanceIds.length ?? 0);
    if (other === undefined || ids > MAX_IDS) break;
    others.push(other);
  }
  return others;
}

function declaredOf(owner: object): Declared[] {
  const present = DECLARED.get(owner);
  if (present) return present;
  const made: Declared[] = [];
  DECLARED.set(owner, made);
  return made;
}

function isDeclared(value: unknown): value is Declared {
  if (typeof value !== "object" || value === null) return false;
  const { keyIds, instanceIds, region } = value as Arguments;
  return isList(keyIds) && isList(instanceIds) && (region === undefined || typeof region === "string");
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

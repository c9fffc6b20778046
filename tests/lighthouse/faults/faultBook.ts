import { Random } from "../world/random";
import type { Fault, FaultSeed } from "./fault";

interface Entry {
  readonly fault: Fault;
  readonly random: Random;
  isArmed: boolean;
}

/** The faults that are set, and which of them meet a call. */
export class FaultBook {
  #entries: Entry[] = [];
  #set = 0;

  add(seed: FaultSeed): Fault {
    const fault: Fault = { ...seed, id: ++this.#set, matched: 0, hits: 0 };
    this.#entries.push({ fault, random: new Random(seed.seed ?? fault.id), isArmed: seed.after === undefined });
    return fault;
  }

  list(): Fault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  clear(): void {
    this.#entries = [];
  }

  /** To be told of each call that has been executed: faults that come after one of its action wait for it. */
  noteExecuted(action: string): void {
    for (const entry of this.#entries) entry.isArmed ||= entry.fault.after === action;
  }

  /** The faults that hit a call, in the order they were set. Counts the call for every fault that it matches. */
  meet(action: string, instanceIds: readonly string[]): Fault[] {
    return this.#entries.filter((entry) => hits(entry, action, instanceIds)).map(({ fault }) => fault);
  }
}

function hits({ fault, random, isArmed }: Entry, action: string, instanceIds: readonly string[]): boolean {
  if (!isArmed) return false;
  if (fault.action !== "*" && fault.action !== action) return false;
  if (fault.instanceId !== undefined && !instanceIds.includes(fault.instanceId)) return false;
  fault.matched++;
  if (!isItsTurn(fault) || (fault.times !== undefined && fault.hits >= fault.times)) return false;
  if (fault.probability !== undefined && random.fraction() >= fault.probability) return false;
  fault.hits++;
  return true;
}

function isItsTurn({ call, matched }: Fault): boolean {
  if (call === undefined) return true;
  if (typeof call === "number") return matched === call;
  if ("every" in call) return matched % call.every === 0;
  return matched >= call.from && (call.to === undefined || matched <= call.to);
}

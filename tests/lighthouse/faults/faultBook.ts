import { Random } from "../world/random";
import type { Fault, FaultSeed } from "./fault";

/** The faults that are set, and which of them meet a call. */
export class FaultBook {
  #entries: { fault: Fault; random: Random }[] = [];
  #set = 0;

  add(seed: FaultSeed): Fault {
    const fault: Fault = { ...seed, id: ++this.#set, matched: 0, hits: 0 };
    this.#entries.push({ fault, random: new Random(seed.seed ?? fault.id) });
    return fault;
  }

  list(): Fault[] {
    return this.#entries.map(({ fault }) => fault);
  }

  clear(): void {
    this.#entries = [];
  }

  /** The faults that hit a call, in the order they were set. Counts the call for every fault that it matches. */
  meet(action: string, instanceIds: readonly string[]): Fault[] {
    return this.#entries.filter((entry) => hits(entry, action, instanceIds)).map(({ fault }) => fault);
  }
}

function hits(entry: { fault: Fault; random: Random }, action: string, instanceIds: readonly string[]): boolean {
  const { fault, random } = entry;
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

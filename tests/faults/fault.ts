import type { Place } from "./boundaries";

/** Kinds of faults, each of which the provider is to meet in one way at one place. The words stand in the table. */
export type FaultKind =
  | "throttled"
  | "service fault, not carried out"
  | "service fault, carried out"
  | "no answer, not carried out"
  | "no answer, carried out"
  | "refused as busy"
  | "refused for its state, untrue"
  | "refused as done already, untrue"
  | "refused as an unknown instance, untrue"
  | "refused as an unknown key, untrue"
  | "refused"
  | "refused for one instance"
  | "operation FAILED"
  | "operation FAILED on one instance"
  | "operation FAILED, yet took effect"
  | "shows late or otherwise"
  | "never shows or never ends"
  | "other work just before"
  | "other work just after"
  | "other work undoes it"
  | "done by hand just before, on one instance"
  | "done by hand just before, on both"
  | "instance vanishes"
  | "instance is isolated"
  | "key pair vanishes";

/** Whether a fault hits one call and is gone, or that call and all later ones of its action. */
export type Lasting = "once" | "from then on";

/** What cannot be there any more when the command is run again. */
export type Loss = "instance" | "isolated instance" | "key pair";

/** One thing that goes wrong, ready to be put on a call. */
export interface Fault {
  kind: FaultKind;
  /** What exactly, for the name of the cell. */
  name: string;
  lasting: Lasting;
  /** Several effects where they only matter together. In the words of the local Lighthouse's control interface. */
  effects: readonly Readonly<Record<string, unknown>>[];
  /** Only calls that name this instance, or only its operation. */
  instanceId?: string;
  loss?: Loss;
  /** What an error that is due to it says, one of these word for word: a code, or the reason in words. */
  says: readonly string[];
  /** What it holds up at least: reads of an instance or of a key pair until it is over, or time. */
  holdsUp?: { reads?: number; keyReads?: number; ms?: number };
  /** For how many reads of a key pair the world goes on to show what is no longer so, once the fault is over. */
  staleReads?: number;
}

/** The places at which something is written. */
export const WRITE_PLACES: readonly Place[] = ["bind", "unbind", "stop", "start"];

/** The places at which a key pair is made or deleted. */
export const KEY_PAIR_WRITES: readonly Place[] = ["import", "create", "delete"];

/** The places at which something is read that a command cannot do without. */
export const READ_PLACES: readonly Place[] = ["look", "wait", "confirmation"];

/** Faults that pass by themselves, of calls that were not carried out: for sure, or as a look shows. */
export const PASSING: readonly FaultKind[] = [
  "throttled",
  "service fault, not carried out",
  "no answer, not carried out",
];

/** Ids that are said not to exist, and do. */
export const UNKNOWN: readonly FaultKind[] = [
  "refused as an unknown instance, untrue",
  "refused as an unknown key, untrue",
];

/** Refusals that the world belies. */
export const UNTRUE: readonly FaultKind[] = [
  "refused for its state, untrue",
  "refused as done already, untrue",
  ...UNKNOWN,
];

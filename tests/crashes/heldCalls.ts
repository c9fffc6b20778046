import type { Fault } from "../lifecycle/cloud";
import type { MachineClock } from "../lighthouse/world/clock";
import { type Boundary, type Moment, Trail } from "./boundary";

/** A delay that stands for no time but for being held; the delays above it say which call is held, and when. */
const HELD_MS = 1e12;

const MOMENTS: readonly Moment[] = ["before", "after"];

/** All that a provider calls. */
const ACTIONS: readonly string[] = [
  "GetCallerIdentity",
  "DescribeKeyPairs",
  "DescribeInstances",
  "DescribeInstancesDeniedActions",
  "AssociateInstancesKeyPairs",
  "DisassociateInstancesKeyPairs",
  "StopInstances",
  "StartInstances",
];

/** A fault for each action and moment that delays it for ever: how {@link HeldCalls} comes to hear of every call. */
export const HOLDING: readonly Fault[] = ACTIONS.flatMap((action, index) =>
  MOMENTS.map((when) => ({ action, effect: { delayMs: HELD_MS + 2 * index + MOMENTS.indexOf(when), when } })),
);

/**
 * The clock of a local Lighthouse that stops a run exactly at the call where it is to be cut off, for as long as it takes:
 * under the faults {@link HOLDING} it is asked at each moment of each call. Calls that come while one is held are held
 * along with it, since a run may have several under way.
 */
export class HeldCalls implements MachineClock {
  private trail = new Trail();
  private passing = new Map<string, Boundary[]>();
  private wanted: { name: string; moment: Moment } | undefined;
  private held: Promise<void> | undefined;
  private reach: () => void = () => undefined;
  private open: () => void = () => undefined;

  nowMs(): number {
    return Date.now();
  }

  sleep(delayMs: number): Promise<void> {
    if (delayMs >= HELD_MS) return this.at(delayMs - HELD_MS);
    return new Promise((resolve) => setTimeout(resolve, delayMs));
  }

  /** Holds the first call of a boundary of the run that begins now. Ends when it is held. */
  hold({ name }: Boundary, moment: Moment): Promise<void> {
    this.trail = new Trail();
    this.passing = new Map();
    this.wanted = { name, moment };
    return new Promise((resolve) => {
      this.reach = resolve;
    });
  }

  /** Lets all that is held go on. */
  letGo(): void {
    this.letOthersPass();
    this.open();
  }

  /** Holds no further calls. Those that are held stay so: for ever, unless they are let go. */
  letOthersPass(): void {
    this.wanted = undefined;
    this.held = undefined;
  }

  private at(code: number): Promise<void> {
    const moment = MOMENTS[code & 1];
    const boundary = this.boundaryOf(ACTIONS[code >> 1] ?? "", moment);
    if (this.held) return this.held;
    if (boundary?.name !== this.wanted?.name || moment !== this.wanted?.moment) return Promise.resolve();
    this.held = new Promise((resolve) => {
      this.open = resolve;
    });
    this.reach();
    return this.held;
  }

  /** A call comes by twice. Calls of one action that are under way at the same time come by in the same order. */
  private boundaryOf(action: string, moment: Moment | undefined): Boundary | undefined {
    if (moment === "after") return this.passing.get(action)?.shift();
    const boundary = this.trail.next(action);
    this.passing.set(action, [...(this.passing.get(action) ?? []), boundary]);
    return boundary;
  }
}

/** When a call is cut off: before it is carried out, or after that and before its answer. */
export type Moment = "before" | "after";

/**
 * One call of a command at which it is cut off. Reads that are alike are one boundary: the polls that wait for the end of
 * one operation, and those that look at what came of it.
 */
export interface Boundary {
  /** Unique among those of one run, such as `bind`, `wait for the bind` or `look: DescribeKeyPairs`. */
  name: string;
  isWrite: boolean;
  /** The writes of the run before this call, each by its verb. */
  written: readonly string[];
}

const VERBS: Readonly<Record<string, string>> = {
  AssociateInstancesKeyPairs: "bind",
  DisassociateInstancesKeyPairs: "unbind",
  StopInstances: "stop",
  StartInstances: "start",
};

/** The calls of one run as they come, each told where in the run it stands. */
export class Trail {
  private readonly written: string[] = [];
  private hasConfirmed = false;

  /** The boundary that the next call belongs to. */
  next(action: string): Boundary {
    const written = [...this.written];
    const verb = VERBS[action];
    if (verb === undefined) return { name: this.nameOfRead(action), isWrite: false, written };
    // What goes out in several requests at a time is one write.
    if (this.written.at(-1) !== verb) this.written.push(verb);
    this.hasConfirmed = false;
    return { name: verb, isWrite: true, written: written.filter((one) => one !== verb) };
  }

  private nameOfRead(action: string): string {
    const last = this.written.at(-1);
    if (last === undefined || action === "GetCallerIdentity") return `look: ${action}`;
    this.hasConfirmed ||= action === "DescribeKeyPairs";
    return `${this.hasConfirmed ? "look after" : "wait for"} the ${last}`;
  }
}

/** The boundaries of a run, in the order in which it came to them first. */
export function boundariesOf(actions: readonly string[]): Boundary[] {
  const trail = new Trail();
  const boundaries = new Map<string, Boundary>();
  for (const action of actions) {
    const boundary = trail.next(action);
    if (!boundaries.has(boundary.name)) boundaries.set(boundary.name, boundary);
  }
  return [...boundaries.values()];
}

/** The writes that have been carried out where a run is cut off at a moment of a boundary, each by its verb. */
export function writtenBy({ name, isWrite, written }: Boundary, moment: Moment): string[] {
  return isWrite && moment === "after" ? [...written, name] : [...written];
}

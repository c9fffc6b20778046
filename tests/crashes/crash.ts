import type { Boundary, Moment } from "./boundary";
import type { Scenario } from "./scenarios";

/**
 * What cuts a command off:
 *
 * - `provider killed`: the process of the dynamic provider, by SIGKILL; the command line sees it go
 * - `command line killed`: by SIGKILL; its provider goes on, and the next command waits for that
 * - `command line killed, up at once`: the next command does not wait, and the two work at the same time
 * - `both killed`: as when the machine that they run on goes down
 * - `interrupted once`, `interrupted twice`: SIGINT to the command line, as Ctrl-C sends it
 */
export type Crash =
  | "provider killed"
  | "command line killed"
  | "command line killed, up at once"
  | "both killed"
  | "interrupted once"
  | "interrupted twice";

/** At every boundary, at both moments. */
const EVERYWHERE: readonly Crash[] = ["command line killed", "provider killed"];

/** At each call that changes something: at a read these find what the two above find there. */
const AT_WRITES: readonly { crash: Crash; moments: readonly Moment[] }[] = [
  { crash: "both killed", moments: ["after"] },
  { crash: "command line killed, up at once", moments: ["before"] },
  { crash: "interrupted once", moments: ["after"] },
  { crash: "interrupted twice", moments: ["before", "after"] },
];

/** One crash at one moment of one call of one scenario. */
export interface Cell {
  name: string;
  scenario: Scenario;
  boundary: Boundary;
  moment: Moment;
  crash: Crash;
}

/** All cells of a scenario. */
export function cellsOf(scenario: Scenario, boundaries: readonly Boundary[]): Cell[] {
  const { only } = scenario;
  return boundaries
    .filter(({ name }) => only === undefined || name === only)
    .flatMap((boundary) =>
      (["before", "after"] as const).flatMap((moment) => {
        const atWrites = AT_WRITES.filter(({ moments }) => moments.includes(moment)).map(({ crash }) => crash);
        const crashes = [...EVERYWHERE, ...(boundary.isWrite && only === undefined ? atWrites : [])];
        return crashes.map((crash) => ({
          name: `${scenario.name} / ${moment} ${boundary.name} / ${crash}`,
          scenario,
          boundary,
          moment,
          crash,
        }));
      }),
    );
}

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

/** At every boundary of a command. */
const EVERYWHERE: readonly Crash[] = ["command line killed", "provider killed"];

/** At the calls that change something only: at a read they find what these two find there. */
const AT_WRITES: readonly Crash[] = [
  "both killed",
  "command line killed, up at once",
  "interrupted once",
  "interrupted twice",
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
  return boundaries
    .filter(
      ({ name, written }) => scenario.from === undefined || name === scenario.from || written.includes(scenario.from),
    )
    .flatMap((boundary) =>
      (["before", "after"] as const).flatMap((moment) =>
        crashesAt(boundary, moment).map((crash) => {
          const name = `${scenario.name} / ${moment} ${boundary.name} / ${crash}`;
          return { name, scenario, boundary, moment, crash };
        }),
      ),
    );
}

function crashesAt({ isWrite }: Boundary, moment: Moment): Crash[] {
  const atWrites = AT_WRITES.filter((crash) => crash !== "interrupted once" || moment === "after");
  return [...EVERYWHERE, ...(isWrite ? atWrites : [])];
}

import type { ProgramFiles } from "../engine/programFiles";
import type { Bindings } from "../faults/tally";
import { ALICE, API, BOB, WEB } from "../lifecycle/ids";
import { declaring } from "../program/declaration";

/** The name of the association of every scenario. */
export const ASSOCIATION = "team";

/** One command of the real command line, as it goes when nothing cuts it off. */
export interface Scenario {
  name: string;
  /** What is bound and recorded before the command. */
  before: Bindings;
  /** What is bound and recorded once it is done. */
  after: Bindings;
  /** The program, from the command on. */
  program: ProgramFiles;
  command: "up" | "destroy";
  /** The calls that change something, by their verbs, in their order. */
  writes: readonly string[];
  /** Settings of the local Lighthouse beside those of every scenario. */
  settings: Readonly<Record<string, unknown>>;
  /** The one boundary at which it is killed, where the others are those of another scenario. @default all */
  only?: string;
}

const BOTH = [WEB, API];

/** A program with the association. */
export function programWith(keyIds: string[], instanceIds: string[] = BOTH): ProgramFiles {
  return declaring({ [ASSOCIATION]: { keyIds, instanceIds } });
}

function onBoth(...keyIds: string[]): Bindings {
  return Object.fromEntries(BOTH.map((instanceId) => [instanceId, keyIds]));
}

/** All that are cut off at each of their calls. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "create",
    before: {},
    after: onBoth(ALICE),
    program: programWith([ALICE]),
    command: "up",
    writes: ["bind"],
    settings: {},
  },
  {
    name: "rotate",
    before: onBoth(ALICE),
    after: onBoth(BOB),
    program: programWith([BOB]),
    command: "up",
    writes: ["stop", "bind", "unbind", "start"],
    settings: {},
  },
  {
    name: "add a key",
    before: onBoth(ALICE),
    after: onBoth(ALICE, BOB),
    program: programWith([ALICE, BOB]),
    command: "up",
    writes: ["bind"],
    settings: {},
  },
  {
    name: "take an instance out",
    before: onBoth(ALICE),
    after: { [WEB]: [ALICE] },
    program: programWith([ALICE], [WEB]),
    command: "up",
    writes: ["unbind"],
    settings: {},
  },
  {
    name: "destroy",
    before: onBoth(ALICE),
    after: {},
    program: programWith([ALICE]),
    command: "destroy",
    writes: ["unbind"],
    settings: {},
  },
  {
    // Lighthouse is said to start a machine again by itself; where it does not, the provider does.
    name: "create and start",
    before: {},
    after: onBoth(ALICE),
    program: programWith([ALICE]),
    command: "up",
    writes: ["bind", "start"],
    settings: { comesBack: false },
    only: "start",
  },
];

import { association, type Declaration } from "../lifecycle/declaration";
import { ALICE, API, BOB, CAROL, JOBS, WEB } from "../lifecycle/ids";
import type { Outcome } from "../lifecycle/run";
import type { Commands } from "./commands";
import type { Site } from "./site";
import type { Bindings } from "./tally";

/** One command on a world of two instances, WEB and API, as it goes when nothing goes wrong. */
export interface Scenario {
  name: string;
  /** What the command does, for a reader of the table. */
  title: string;
  /** What is bound before the command, and by whom does not matter. */
  before: Bindings;
  /** What is bound once it is done. */
  after: Bindings;
  /** What state records before the command, where that is not so any more. */
  recorded?: Bindings;
  /** How often the command shuts each of the two instances down. */
  shutdownsEach: number;
  prepare(site: Site): Promise<void>;
  command(commands: Commands): Promise<Outcome>;
  /** The program from then on; undefined where nothing is to be left. */
  program: Declaration | undefined;
}

/** Long enough for every wait that ends, short enough for signatures to hold through those that do not. */
const TIMEOUTS = { create: 90, update: 90, delete: 90 };

const BOTH = [WEB, API];
const NOTHING: Bindings = {};

/** The association of every scenario, with these keys on both instances. */
export function team(keyIds: string[], instanceIds: string[] = BOTH): Declaration {
  return association("team", { keyIds, instanceIds, timeouts: TIMEOUTS });
}

/** The same, bound and unbound without a shutdown, for a user. */
function online(keyIds: string[]): Declaration {
  return association("team", {
    keyIds,
    instanceIds: BOTH,
    associateType: "ONLINE",
    username: "root",
    timeouts: TIMEOUTS,
  });
}

/** What it is when every one of some keys is bound to both instances. */
function onBoth(...keyIds: string[]): Bindings {
  return { [WEB]: [...keyIds].sort(), [API]: [...keyIds].sort() };
}

function applying(program: Declaration): Pick<Scenario, "command" | "program"> {
  return { program, command: (commands) => commands.up(program) };
}

/** The same, where the service leaves machines down from then on. */
function leavingDown({ prepare }: Pick<Scenario, "prepare">): Pick<Scenario, "prepare"> {
  return {
    prepare: async (site) => {
      await prepare(site);
      await site.cloud.set({ comesBack: false });
    },
  };
}

/** A refresh after somebody has changed what is there. */
function refreshAfter(
  change: (site: Site) => Promise<void>,
): Pick<Scenario, "prepare" | "command" | "recorded" | "shutdownsEach"> {
  const { prepare } = madeWith(team([ALICE]));
  return {
    prepare: async (site) => {
      await prepare(site);
      await change(site);
    },
    command: (commands) => commands.refresh(),
    recorded: onBoth(ALICE),
    shutdownsEach: 0,
  };
}

function madeWith(program: Declaration): Pick<Scenario, "prepare"> {
  return { prepare: (site) => site.run(async (commands) => void (await commands.up(program))) };
}

/** All that are run, each as the ground for faults at each of its calls. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: "create",
    title: "create, nothing bound before",
    before: NOTHING,
    after: onBoth(ALICE),
    shutdownsEach: 1,
    prepare: async () => undefined,
    ...applying(team([ALICE])),
  },
  {
    name: "create part",
    title: "create, one of four pairs bound before",
    before: { [WEB]: [ALICE] },
    after: onBoth(ALICE, BOB),
    shutdownsEach: 1,
    prepare: (site) => site.cloud.bindByHand(ALICE, WEB),
    ...applying(team([ALICE, BOB])),
  },
  {
    name: "create and start",
    title: "create, where the service leaves machines down",
    before: NOTHING,
    after: onBoth(ALICE),
    shutdownsEach: 1,
    prepare: (site) => site.cloud.set({ comesBack: false }),
    ...applying(team([ALICE])),
  },
  {
    name: "add",
    title: "update, one key more",
    before: onBoth(ALICE),
    after: onBoth(ALICE, BOB),
    shutdownsEach: 1,
    ...madeWith(team([ALICE])),
    ...applying(team([ALICE, BOB])),
  },
  {
    name: "remove",
    title: "update, one key less",
    before: onBoth(ALICE, BOB),
    after: onBoth(ALICE),
    shutdownsEach: 1,
    ...madeWith(team([ALICE, BOB])),
    ...applying(team([ALICE])),
  },
  {
    name: "rotate",
    title: "update, one key in the place of another",
    before: onBoth(ALICE),
    after: onBoth(BOB),
    shutdownsEach: 1,
    ...madeWith(team([ALICE])),
    ...applying(team([BOB])),
  },
  {
    name: "create online",
    title: "create on running machines, for a user",
    before: NOTHING,
    after: onBoth(ALICE),
    shutdownsEach: 0,
    prepare: async () => undefined,
    ...applying(online([ALICE])),
  },
  {
    name: "rotate online",
    title: "update on running machines, one key in the place of another",
    before: onBoth(ALICE),
    after: onBoth(BOB),
    shutdownsEach: 0,
    ...madeWith(online([ALICE])),
    ...applying(online([BOB])),
  },
  {
    name: "destroy",
    title: "delete",
    before: onBoth(ALICE),
    after: NOTHING,
    shutdownsEach: 1,
    ...madeWith(team([ALICE])),
    command: (commands) => commands.destroy(),
    program: undefined,
  },
  {
    name: "remove and start",
    title: "update, one key less, where the service leaves machines down",
    before: onBoth(ALICE, BOB),
    after: onBoth(ALICE),
    shutdownsEach: 1,
    ...leavingDown(madeWith(team([ALICE, BOB]))),
    ...applying(team([ALICE])),
  },
  {
    name: "destroy and start",
    title: "delete, where the service leaves machines down",
    before: onBoth(ALICE),
    after: NOTHING,
    shutdownsEach: 1,
    ...leavingDown(madeWith(team([ALICE]))),
    command: (commands) => commands.destroy(),
    program: undefined,
  },
  {
    name: "refresh, one missing",
    title: "refresh, one of two pairs unbound by hand",
    before: { [API]: [ALICE] },
    after: { [API]: [ALICE] },
    ...refreshAfter((site) => site.cloud.unbindByHand(ALICE, WEB)),
    program: team([ALICE]),
  },
  {
    name: "refresh, all unbound",
    title: "refresh, all pairs unbound by hand",
    before: NOTHING,
    after: NOTHING,
    ...refreshAfter(async ({ cloud }) => {
      for (const instanceId of BOTH) await cloud.unbindByHand(ALICE, instanceId);
    }),
    program: team([ALICE]),
  },
  {
    name: "refresh, all gone",
    title: "refresh, key pair and instances deleted",
    before: NOTHING,
    after: NOTHING,
    ...refreshAfter(async ({ cloud }) => {
      for (const instanceId of BOTH) await cloud.removeInstance(instanceId);
      await cloud.removeKeyPair(ALICE);
    }),
    program: team([CAROL], [JOBS]),
  },
  {
    name: "refresh",
    title: "refresh",
    before: onBoth(ALICE),
    after: onBoth(ALICE),
    shutdownsEach: 0,
    ...madeWith(team([ALICE])),
    command: (commands) => commands.refresh(),
    program: team([ALICE]),
  },
];

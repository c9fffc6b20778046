import type { AnyDeclaration } from "../../lifecycle/declaration";
import { keyPair } from "../../lifecycle/keyPair/declaration";
import { publicKeyOf } from "../../lifecycle/keyPair/publicKeys";
import type { Outcome } from "../../lifecycle/run";
import type { Commands } from "../commands";
import type { Site } from "../site";

/** One command on a single key pair, as it goes when nothing goes wrong. */
export interface KeyPairScenario {
  name: string;
  prepare(site: Site): Promise<void>;
  command(commands: Commands): Promise<Outcome>;
  /** The program from then on. */
  program: AnyDeclaration;
  /** Whether the pair is to be there once the command is done. */
  isThere: boolean;
}

/** The one resource of every scenario. */
export const RESOURCE = "key";

/** Long enough for every wait that ends, short enough for signatures to hold through those that do not. */
const timeouts = { create: 90, update: 90, delete: 90 };

const MINE = keyPair(RESOURCE, { publicKey: publicKeyOf("mine"), timeouts });
const OTHER = keyPair(RESOURCE, { publicKey: publicKeyOf("other"), timeouts });
const MADE = keyPair(RESOURCE, { timeouts });
const NAMED = keyPair(RESOURCE, { keyName: "deploy", timeouts });

function applying(program: AnyDeclaration): Pick<KeyPairScenario, "command" | "program" | "isThere"> {
  return { program, isThere: true, command: (commands) => commands.up(program) };
}

function madeWith(program: AnyDeclaration): Pick<KeyPairScenario, "prepare"> {
  return { prepare: (site) => site.run(async (commands) => void (await commands.up(program))) };
}

const nothing = { prepare: () => Promise.resolve() };

/** All that are run, each as the ground for faults at each of its calls. */
export const KEY_PAIR_SCENARIOS: readonly KeyPairScenario[] = [
  { name: "key import", ...nothing, ...applying(MINE) },
  { name: "key create", ...nothing, ...applying(MADE) },
  { name: "key create by name", ...nothing, ...applying(NAMED) },
  { name: "key replace", ...madeWith(MINE), ...applying(OTHER) },
  { name: "key refresh", ...madeWith(MINE), ...applying(MINE), command: (commands) => commands.refresh() },
  {
    name: "key destroy",
    ...madeWith(MINE),
    program: MINE,
    isThere: false,
    command: (commands) => commands.destroy(),
  },
];

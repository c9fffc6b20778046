/** How one logs in to an instance afterwards. Pure. */
import type { Instance } from "../../provider/lighthouse.js";
import type { InstanceAccess, PairStatus } from "./access.js";
import type { Certainty } from "./certainty.js";

/** How one logs in afterwards. */
export interface LoginEffect {
  /** Whether the instance is left without a key. Lighthouse does not tell whether a password was ever set. */
  lockout: Certainty;
  /** Whether password login ends by this apply. */
  endsPassword: boolean;
  words: string;
  /** The users that keys are bound for, where any is named. */
  users: string[];
}

/** Judges by what becomes of the pairs, and by what else was seen to be bound. */
export function loginEffect(access: InstanceAccess, instance: Instance | undefined): LoginEffect {
  const { operations } = access;
  const keys = keysOn(access, instance);
  const hidden = operations.flatMap(({ hiddenGains }) => hiddenGains ?? []);
  const gains = operations.some((operation) => operation.gains.length > 0) || hidden.some(({ isSure }) => isSure);
  const lockout = lockoutOf(
    access,
    keys,
    hidden.some(({ isSure }) => isSure),
    instance !== undefined,
  );
  const endsPassword = gains && keys.before === 0 && instance !== undefined;
  const users = [...new Set(operations.flatMap(({ username }) => username ?? []))];
  if (lockout === "yes") return { lockout, endsPassword, users, words: `no key is left: ${ONLY_PASSWORD}` };
  if (lockout === "may")
    return { lockout, endsPassword, users, words: `perhaps no key is left: then ${ONLY_PASSWORD}` };
  const shown = keys.after > 0 || hidden.length === 0 ? [counted(keys.after)] : [];
  const words = [`with ${[...shown, ...(hidden.length > 0 ? ["keys that are not shown"] : [])].join(" and ")}`];
  if (keys.others > 0) words.push(`${keys.others} of them bound by something else`);
  if (gains) words.push(endsPassword ? "password login ends" : "no password login");
  if (gains && keys.staying > 0) words.push("earlier keys may stop working");
  return { lockout, endsPassword, users, words: words.join("; ") };
}

const ONLY_PASSWORD = "only with a password, if one was ever set";

interface Keys {
  /** How many are bound before. */
  before: number;
  /** How many are surely bound afterwards. */
  after: number;
  /** How many of those before are surely bound afterwards too. */
  staying: number;
  /** How many are bound by something else than this program. */
  others: number;
}

/** What the service says in LoginSettings may lag, so it only adds keys that no association of the program knows. */
function keysOn({ pairs }: InstanceAccess, instance: Instance | undefined): Keys {
  const others = (instance?.loginKeyIds ?? []).filter((keyId) => !pairs.has(keyId)).length;
  const count = (...statuses: PairStatus[]): number =>
    [...pairs.values()].filter((status) => statuses.includes(status)).length;
  return {
    before: count("kept", "removed", "mayBeRemoved") + others,
    after: count("kept", "added", "restored") + others,
    staying: count("kept") + others,
    others,
  };
}

function lockoutOf({ operations }: InstanceAccess, keys: Keys, gainsHidden: boolean, isSeen: boolean): Certainty {
  const isTaken = operations.some(({ loses, mayLose }) => loses.length + mayLose.length > 0);
  if (!isTaken || keys.after > 0 || gainsHidden) return "no";
  // What was not looked at may hold keys of somebody else.
  const isSure = isSeen && operations.every(({ mayLose, hiddenGains }) => mayLose.length === 0 && !hiddenGains);
  return isSure ? "yes" : "may";
}

function counted(keys: number): string {
  return `${keys} key${keys === 1 ? "" : "s"}`;
}

import { WEB } from "../lifecycle/ids";
import type { LoggedCall } from "../lifecycle/writes";
import { idsOf } from "./evidence";
import type { Fault } from "./fault";

/** Whom an error is to name, by the table of either kind of resource. */
type Named = "instances" | "keys" | "what was read";

/** What an error is held against. */
interface Held {
  fault: Pick<Fault, "says" | "instanceId" | "loss" | "effects">;
  names: readonly Named[];
  /** The call that the fault has hit. */
  struck: LoggedCall;
  calls: readonly LoggedCall[];
  secrets: readonly string[];
}

/** What is said of every change that is made in part, and is no advice on what kept it from being made. */
const SAID_ANYWAY = [
  "What was done is recorded; pulumi up does the rest.",
  "What was unbound is not asked for again the next time.",
];

/** The beginnings of sentences, and of their parts, that say what to do. */
const ADVICE =
  /(^|[.;:,(] ?|and |or )(run |check |look |set |get |ask |bring |take |renew |use |give |leave |delete |authenticate |remove |unbind |have |replace |start )/i;

/** Where a stack begins, or a place in a file is named. */
const STACK = /\n\s+at |\.[cm]?[jt]s:\d+/;

/** Every thing that an error is to tell and does not, or tells and must not; empty where it is as it should be. */
export function faultsOfTelling(error: string, held: Held): string[] {
  const { fault, struck, calls, secrets } = held;
  const advice = SAID_ANYWAY.reduce((text, said) => text.replaceAll(said, ""), error);
  const isSaid = fault.says.some((text) => error.includes(text));
  const unnamed = held.names.flatMap((what) => unnamedIds(what, error, held));
  const replies = calls.filter(({ action, reply }) => action === struck.action && reply.fault === undefined);
  const hasRequestId = replies.some(({ requestId }) => error.includes(requestId));
  return [
    ...(isSaid ? [] : [`the error does not say ${fault.says.join(" or ")}`]),
    ...unnamed.map((id) => `the error does not name ${id}`),
    ...(isReply(fault, error) && !hasRequestId ? ["the error names no RequestId of the action"] : []),
    ...(ADVICE.test(advice) ? [] : ["the error does not say what to do next"]),
    ...(STACK.test(error) ? ["the error holds a stack"] : []),
    ...(secrets.some((secret) => error.includes(secret)) ? ["the error holds a credential"] : []),
  ];
}

/** Whether the error repeats what the service answered, so that there is a RequestId to tell: a code, or an operation. */
function isReply({ effects }: Held["fault"], error: string): boolean {
  return effects.some(
    ({ code, operation }) => operation !== undefined || (typeof code === "string" && error.includes(code)),
  );
}

function unnamedIds(what: Named, error: string, { fault, struck, calls }: Held): string[] {
  const without = (ids: readonly string[]): string[] => ids.filter((id) => !error.includes(id));
  const keys = [...idsOf(struck, "KeyIds"), ...[struck.parameters["KeyName"] ?? []].flat().map(String)];
  if (what === "keys") return without(keys);
  const isOfWeb = fault.instanceId === WEB || fault.loss === "instance" || fault.loss === "isolated instance";
  const instances = isOfWeb ? [WEB] : idsOf(struck, "InstanceIds");
  if (what === "instances") return without(instances);
  // Where a request is refused for one of those that it names, the others are asked for apart.
  const alike = calls.filter(({ action, executed }) => action === struck.action && !executed);
  const asked = [struck, ...alike].flatMap((call) => [...idsOf(call, "KeyIds"), ...idsOf(call, "InstanceIds")]);
  return asked.length > without(asked).length ? [] : asked;
}

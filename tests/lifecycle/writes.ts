/** Calls that write, each as one line, so that a story can list those it expects and a failed one shows both lists. */

/** One call, as the log of the local Lighthouse keeps it. */
export interface LoggedCall {
  action: string;
  parameters: Readonly<Record<string, unknown>>;
  reply: { code?: string; fault?: unknown };
  requestId: string;
  /** The account whose key signed it. */
  account: string | null;
  executed: boolean;
}

/** How a bind or unbind was asked for. */
export interface How {
  type?: "ONLINE" | "OFFLINE";
  username?: string;
}

const VERBS: Readonly<Record<string, string>> = {
  AssociateInstancesKeyPairs: "bind",
  DisassociateInstancesKeyPairs: "unbind",
  StartInstances: "start",
  StopInstances: "stop",
};

/** Some keys bound to some instances, by one call. */
export function bind(keyIds: readonly string[], instanceIds: readonly string[], how: How = {}): string {
  return line("bind", instanceIds, { keyIds, ...how });
}

/** Some keys unbound from some instances, by one call. */
export function unbind(keyIds: readonly string[], instanceIds: readonly string[], how: How = {}): string {
  return line("unbind", instanceIds, { keyIds, ...how });
}

/** Some instances started, by one call. */
export function start(...instanceIds: string[]): string {
  return line("start", instanceIds, {});
}

/** Some instances shut down, by one call. */
export function stop(...instanceIds: string[]): string {
  return line("stop", instanceIds, {});
}

/** A call that was refused. */
export function refused(write: string, code: string): string {
  return `${write}, refused with ${code}`;
}

/** Whether a call was not refused: only then has it changed anything. */
export function isAccepted(write: string): boolean {
  return !write.includes(", refused with ");
}

/** A call whose answer never came, or was of no use; `executed` says whether it took place. */
export function lost(write: string, { executed }: { executed: boolean }): string {
  return `${write}, its answer lost, ${executed ? "executed" : "not executed"}`;
}

/** The calls that write among some calls, in the order in which they came. */
export function writesAmong(calls: readonly LoggedCall[]): string[] {
  return calls.flatMap((call) => {
    const verb = VERBS[call.action];
    if (verb === undefined) return [];
    const { KeyIds, InstanceIds, AssociateType, DisassociateType, Username } = call.parameters;
    const type = AssociateType ?? DisassociateType;
    const write = line(verb, texts(InstanceIds), {
      keyIds: texts(KeyIds),
      ...(typeof type === "string" && { type }),
      ...(typeof Username === "string" && { username: Username }),
    });
    if (call.reply.code !== undefined) return [refused(write, call.reply.code)];
    return [call.reply.fault === undefined ? write : lost(write, call)];
  });
}

function line(
  verb: string,
  instanceIds: readonly string[],
  how: { keyIds?: readonly string[]; type?: string; username?: string },
): string {
  const keys = how.keyIds?.length ? `${[...how.keyIds].sort().join(" ")} on ` : "";
  const by = [how.type, how.username && `for ${how.username}`].filter(Boolean).join(" ");
  return `${verb} ${keys}${[...instanceIds].sort().join(" ")}${by && ` ${by}`}`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

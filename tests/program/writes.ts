/** Calls that change something, in words: a story says what it expects by the same functions that read the log. */

const VERBS: Readonly<Record<string, string>> = {
  AssociateInstancesKeyPairs: "bind",
  DisassociateInstancesKeyPairs: "unbind",
  StartInstances: "start",
  StopInstances: "stop",
};

/** A bind of each of the keys to each of the instances, in one call. */
export function bind(keyIds: readonly string[], instanceIds: readonly string[]): string {
  return write("bind", keyIds, instanceIds);
}

/** An unbind of each of the keys from each of the instances, in one call. */
export function unbind(keyIds: readonly string[], instanceIds: readonly string[]): string {
  return write("unbind", keyIds, instanceIds);
}

/** A shutdown of instances. */
export function stop(instanceIds: readonly string[]): string {
  return write("stop", [], instanceIds);
}

/** A start of instances. */
export function start(instanceIds: readonly string[]): string {
  return write("start", [], instanceIds);
}

/** What a logged call does; undefined where it only reads. An action that is not known here counts as a write. */
export function writeOf(action: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  if (action.startsWith("Describe") || action === "GetCallerIdentity") return undefined;
  return write(VERBS[action] ?? action, ids(parameters["KeyIds"]), ids(parameters["InstanceIds"]));
}

/** The pairs of a matrix as `Cloud.pairs` names them, sorted. */
export function pairs(keyIds: readonly string[], instanceIds: readonly string[]): string[] {
  return instanceIds.flatMap((instanceId) => keyIds.map((keyId) => `${keyId} on ${instanceId}`)).sort();
}

function write(verb: string, keyIds: readonly string[], instanceIds: readonly string[]): string {
  const what = keyIds.length > 0 ? `${[...keyIds].sort().join(", ")} on ` : "";
  return `${verb} ${what}${[...instanceIds].sort().join(", ")}`;
}

function ids(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

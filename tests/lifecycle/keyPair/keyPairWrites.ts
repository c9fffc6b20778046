import type { Cloud } from "../cloud";
import type { LoggedCall } from "../writes";

const VERBS: Readonly<Record<string, string>> = {
  ImportKeyPair: "import",
  CreateKeyPair: "create",
  DeleteKeyPairs: "delete",
};

/**
 * The calls that were to make or delete key pairs, one line each: the verb, the name or the id, and how it ended where
 * that was not well. A name that was drawn shows as its beginning and `…`.
 */
export async function keyPairWrites(cloud: Cloud): Promise<string[]> {
  return (await cloud.calls()).flatMap(lineOf);
}

function lineOf({ action, parameters, reply, executed }: LoggedCall): string[] {
  const verb = VERBS[action];
  if (verb === undefined) return [];
  const what = [parameters["KeyName"] ?? parameters["KeyIds"]].flat().join(" ");
  const named = what.replace(/_[a-z0-9]{7}$/, "_…");
  if (reply.code !== undefined) return [`${verb} ${named}, refused with ${reply.code}`];
  if (reply.fault === undefined) return [`${verb} ${named}`];
  return [`${verb} ${named}, its answer lost, ${executed ? "executed" : "not executed"}`];
}

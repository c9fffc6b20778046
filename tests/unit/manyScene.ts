import { isDeepStrictEqual } from "node:util";
import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

/** Of whichever association is compared. */
export const ID = "lhkpa-0123456789abcdef";
/** The third instance. */
export const THREE = "lhins-33333333";
/** All instances there are. */
export const ALL = [ONE, TWO, THREE];

/** One of several associations of a program, each of one instance, that tells the provider of all of them. */
export const sent = (instanceId: string, keyIds: string[], others: object[] = ALL.map((id) => ids(id, keyIds))) => {
  const own = { ...ids(instanceId, keyIds), name: instanceId };
  const isOwn = (other: object) => isDeepStrictEqual({ ...other, name: instanceId }, own);
  const told = others.some(isOwn) ? others : [own, ...others];
  const place = told.findIndex(isOwn);
  return {
    ...ids(instanceId, keyIds),
    region: REGION,
    __declaration: { urn: instanceId, isPreview: true, told: { file: JSON.stringify(told), place } },
  };
};
/** What a program tells, in the form of its file: the name of each file is what is in it. */
const openLines = (file: string) => {
  let isRead = false;
  return () => {
    if (isRead) return [];
    isRead = true;
    const lines = JSON.parse(file) as unknown[];
    return lines.map((line, place) =>
      typeof line === "object" ? { name: `on ${place}`, provider: 0, ...line, place } : line,
    );
  };
};
/** One key or several on one instance. */
export const ids = (instanceId: string, keyIds: string[]) => ({ keyIds, instanceIds: [instanceId] });

/** The same as it is recorded. */
export const recorded = (instanceId: string, keyIds: string[]) => ({
  ...ids(instanceId, keyIds),
  region: REGION,
  power: "asFound",
  stateVersion: 1,
  bindings: [{ instanceId, keyIds }],
});

/** Three instances and two keys, nothing bound. */
export const scene = () => {
  const made = newScriptedScene({ openLines });
  made.lighthouse.addInstances(ALL).addKeys([KEY_A, KEY_B]);
  const calls = () => made.lighthouse.calls.map(({ action, ids: named }) => `${action} ${named.length}`);
  const check = async (olds: object, news: object) => {
    const { inputs, failures } = await made.clock.run(made.provider.check(olds, news));
    return { inputs: inputs as object, failures: (failures ?? []).map(({ reason }) => reason) };
  };
  return { ...made, calls, check };
};

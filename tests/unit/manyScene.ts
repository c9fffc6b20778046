import { KEY_A, KEY_B, ONE, REGION, TWO } from "./ids.js";
import { newScriptedScene } from "./scene.js";

/** Of whichever association is compared. */
export const ID = "lhkpa-0123456789abcdef";
/** The third instance. */
export const THREE = "lhins-33333333";
/** All instances there are. */
export const ALL = [ONE, TWO, THREE];

/** One of several associations of a program, each of one instance, that is told of the others. */
export const sent = (instanceId: string, keyIds: string[], others: object[] = ALL.map((id) => ids(id, keyIds))) => {
  const neighbours = JSON.stringify(others);
  return {
    ...ids(instanceId, keyIds),
    region: REGION,
    __declaration: { urn: instanceId, isPreview: true, neighbours },
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
  const made = newScriptedScene();
  made.lighthouse.addInstances(ALL).addKeys([KEY_A, KEY_B]);
  const calls = () => made.lighthouse.calls.map(({ action, ids: named }) => `${action} ${named.length}`);
  const check = async (olds: object, news: object) => {
    const { inputs, failures } = await made.clock.run(made.provider.check(olds, news));
    return { inputs: inputs as object, failures: (failures ?? []).map(({ reason }) => reason) };
  };
  return { ...made, calls, check };
};

import { KEY_A, KEY_B } from "./ids.js";
import { newRegion } from "./scene.js";

/** A region with its Lighthouse and its clock. */
export type WriteScene = ReturnType<typeof newRegion>;

/** A bind of one key that somebody wants, but for the instance. */
export const bind = {
  action: "bind",
  keyIds: [KEY_A],
  owner: {},
  isStillWanted: () => true,
  isRepeated: false,
  signal: new AbortController().signal,
  flight: { mayBeExecuted: false },
} as const;

/** Such instances, RUNNING, and two keys. */
export function sceneWith(ids: readonly string[]): WriteScene {
  const scene = newRegion();
  scene.lighthouse.addInstances(ids).addKeys([KEY_A, KEY_B]);
  return scene;
}

/** What becomes of one write on each instance: its RequestId or the code that refused it. */
export function outcomesOf(scene: WriteScene, ids: readonly string[], write = {}): Promise<string[]> {
  return scene.clock.run(
    Promise.all(
      ids.map((instanceId) =>
        scene.region.writes
          .send({ ...bind, ...write, instanceId })
          .catch((error: unknown) => String((error as { code?: string }).code ?? error)),
      ),
    ),
  );
}

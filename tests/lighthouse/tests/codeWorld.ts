import { drawnPublicKey } from "../world/publicKey";
import { Random } from "../world/random";
import type { TestLighthouse } from "./testLighthouse";

/** A key that nothing holds, one that is bound, and one that a custom image holds. */
export const KEYS = { free: "lhkp-free0000", bound: "lhkp-bound000", image: "lhkp-image000" } as const;

/** An instance for each condition that a code depends on. */
export const INSTANCES = {
  running: "lhins-running0",
  bound: "lhins-bound000",
  stopped: "lhins-stopped0",
  windows: "lhins-windows0",
  special: "lhins-special0",
  creating: "lhins-creating",
  recycled: "lhins-recycled",
  noAgent: "lhins-noagent0",
  busy: "lhins-busy0000",
  hidden: "lhins-hidden00",
  gone: "lhins-gone0000",
} as const;

/** The public key of the bound key pair. */
export const BOUND_PUBLIC_KEY = drawnPublicKey(new Random(1));

/** Makes a fresh world in which every condition of an error code is at hand. */
export async function makeCodeWorld(lighthouse: TestLighthouse): Promise<void> {
  await lighthouse.reset();
  await lighthouse.seed({
    keyPairs: [
      { keyId: KEYS.free, keyName: "free" },
      { keyId: KEYS.bound, keyName: "bound", publicKey: BOUND_PUBLIC_KEY },
      { keyId: KEYS.image, keyName: "image", blueprintIds: ["lhbp-12345678"] },
    ],
    instances: [
      { instanceId: INSTANCES.running },
      { instanceId: INSTANCES.bound, keyIds: [KEYS.bound] },
      { instanceId: INSTANCES.stopped, state: "STOPPED" },
      { instanceId: INSTANCES.windows, platformType: "WINDOWS" },
      { instanceId: INSTANCES.special, displayArea: true },
      { instanceId: INSTANCES.creating, state: "PENDING" },
      { instanceId: INSTANCES.recycled, state: "SHUTDOWN" },
      { instanceId: INSTANCES.noAgent, agentOnline: false, keyIds: [KEYS.bound] },
      { instanceId: INSTANCES.busy },
      { instanceId: INSTANCES.hidden },
      { instanceId: INSTANCES.gone },
    ],
  });
  await lighthouse.control("POST", `/instances/${INSTANCES.busy}/operation`, { byHand: true });
  await lighthouse.control("POST", `/instances/${INSTANCES.hidden}/operation`, { hidden: true, byHand: true });
  await lighthouse.control("DELETE", `/instances/${INSTANCES.gone}`);
}

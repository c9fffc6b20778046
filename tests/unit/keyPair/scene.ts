import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import type { KeyPairCalls } from "../../../provider/keyPair/calls.js";
import { keyPairProvider } from "../../../provider/keyPair/keyPairProvider.js";
import { KeyPairRun } from "../../../provider/keyPair/keyPairRun.js";
import { newScene, type Scene, type SceneOptions } from "../scene.js";

/** The provider of key pairs in one run; a call fails the test unless the calls are given. */
export function newKeyPairScene(
  calls: Partial<KeyPairCalls> = {},
  options: SceneOptions = {},
): Omit<Scene, "provider"> & { provider: Required<ResourceProvider> } {
  const scene = newScene(options);
  const refuse = (): never => {
    throw new Error("this must not call Lighthouse");
  };
  const all: KeyPairCalls = {
    keyPairs: refuse,
    quota: refuse,
    importKeyPair: refuse,
    createKeyPair: refuse,
    deleteKeyPair: refuse,
    ...calls,
  };
  return { ...scene, provider: keyPairProvider(new KeyPairRun(scene.session, () => all)) };
}

/** Inputs as the resource class sends them, of a resource of this name. */
export function sent(name: string, inputs: object = {}, told: object = {}): Record<string, unknown> {
  const urn = `urn:pulumi:dev::tests::pulumi-nodejs:dynamic/lighthouse:KeyPair::${name}`;
  return { ...inputs, __declaration: { urn, isPreview: false, ...told } };
}

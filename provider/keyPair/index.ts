/**
 * The provider of `KeyPair`, as the engine's dynamic provider host loads it: the state of each resource holds one line
 * that requires this module by its name. That name is therefore part of the public interface.
 */
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { LighthouseApi } from "../lighthouseApi.js";
import { processSession } from "../processSession.js";
import { KeyPairApi } from "./keyPairApi.js";
import { keyPairProvider } from "./keyPairProvider.js";
import { KeyPairRun } from "./keyPairRun.js";

const provider: Required<ResourceProvider> = keyPairProvider(
  new KeyPairRun(processSession, (region, connection) => new KeyPairApi(new LighthouseApi(region, connection), region)),
);

/** @internal */
export const { configure, check, diff, create, read, update, delete: remove } = provider;
/** @internal */
export { remove as delete };

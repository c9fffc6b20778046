/**
 * The provider of `KeyPairAssociation`, as the engine's dynamic provider host loads it: the state of each resource holds
 * one line that requires this module by its name. That name is therefore part of the public interface.
 */
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { keyPairAssociationProvider } from "./keyPairAssociationProvider.js";
import { processSession } from "./processSession.js";

const provider: Required<ResourceProvider> = keyPairAssociationProvider(processSession);

/** @internal */
export const { configure, check, diff, create, read, update, delete: remove } = provider;
/** @internal */
export { remove as delete };

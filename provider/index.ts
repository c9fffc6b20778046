/**
 * The provider, as the engine's dynamic provider host loads it: the state of each resource holds one line that requires
 * this module by its name. That name is therefore part of the public interface.
 */
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { systemClock } from "./clock.js";
import { processEnvironment } from "./configuration.js";
import { engineNotices } from "./engineNotices.js";
import { keyPairAssociationProvider } from "./keyPairAssociationProvider.js";
import { LighthouseApi } from "./lighthouseApi.js";
import { Session } from "./session.js";
import { callerAccount } from "./stsApi.js";

const provider: Required<ResourceProvider> = keyPairAssociationProvider(
  new Session({
    clock: systemClock,
    environment: processEnvironment,
    notices: engineNotices(process.argv[2]),
    askForAccount: callerAccount,
    connect: (region, connection) => new LighthouseApi(region, connection),
  }),
);

/** @internal */
export const { configure, check, diff, create, read, update, delete: remove } = provider;
/** @internal */
export { remove as delete };

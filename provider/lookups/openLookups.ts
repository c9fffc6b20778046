import { systemClock } from "../clock.js";
import { ambientRegion, type Connection, connectionFrom, processEnvironment } from "../configuration.js";
import { LighthouseApi } from "../lighthouseApi.js";
import type { StackConfig } from "../settings.js";
import { LighthouseListings } from "./lighthouseListings.js";
import { Lookups } from "./lookups.js";

/** Look-ups with the credentials and the region that the provider would take, of a configuration and the environment. */
export function openLookups(config: StackConfig): Lookups {
  let connection: Connection | undefined;
  return new Lookups({
    clock: systemClock,
    ambientRegion: () => ambientRegion(config, processEnvironment)?.value,
    connect: (region) => {
      // The same for all regions, so that credentials are fetched once.
      connection ??= connectionFrom(config, processEnvironment, systemClock);
      return new LighthouseListings(new LighthouseApi(region, connection));
    },
  });
}

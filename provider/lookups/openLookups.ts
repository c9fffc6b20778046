import { systemClock } from "../clock.js";
import { ambientRegion, connectionFrom, processEnvironment } from "../configuration.js";
import { LighthouseApi } from "../lighthouseApi.js";
import type { StackConfig } from "../settings.js";
import { LighthouseListings } from "./lighthouseListings.js";
import { Lookups } from "./lookups.js";

/** Look-ups with the credentials and the region that the provider would take, of a configuration and the environment. */
export function openLookups(config: StackConfig): Lookups {
  return new Lookups({
    clock: systemClock,
    ambientRegion: () => ambientRegion(config, processEnvironment)?.value,
    connect: (region) => new LighthouseListings(new LighthouseApi(region, connectionFrom(config, processEnvironment))),
  });
}

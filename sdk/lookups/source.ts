import * as pulumi from "@pulumi/pulumi";
import type { Lookups } from "../../provider/lookups/lookups.js";
import type { StackConfig } from "../../provider/settings.js";
import { oncePerRun } from "./thisRun.js";

type OpenLookups = typeof import("../../provider/lookups/openLookups.js");

/** With whose credentials is looked. */
export interface Source {
  lookups: () => Lookups;
}

/** The configuration of the stack, secrets included. */
export const STACK_CONFIG: StackConfig = { get: (key) => pulumi.runtime.getConfig(key) };

const sourcesOfRun = oncePerRun(() => new Map<pulumi.ProviderResource | undefined, Source>());

/**
 * The source of an explicit provider, or of the stack where there is none: one of each in a run. The client is made for
 * the first look-up, and with what the configuration says then.
 */
export function sourceOf(provider: pulumi.ProviderResource | undefined, config: StackConfig): Source {
  const sources = sourcesOfRun();
  const known = sources.get(provider);
  if (known) return known;
  let opened: Lookups | undefined;
  const source: Source = {
    lookups: () => {
      opened ??= open(config);
      return opened;
    },
  };
  sources.set(provider, source);
  return source;
}

function open(config: StackConfig): Lookups {
  // Not at the top of the file, or every program would wait for it; and no import(), which bundlers leave behind.
  const { openLookups } = require("../../provider/lookups/openLookups.js") as OpenLookups;
  return openLookups(config);
}

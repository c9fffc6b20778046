import * as pulumi from "@pulumi/pulumi";

/** How long each method may take, in seconds. */
export interface TimeoutSeconds {
  create?: number;
  update?: number;
  delete?: number;
}

const SECONDS: Record<string, number> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/**
 * The time-outs of a resource's options in seconds: the engine does not hand them to a dynamic provider, so they travel
 * as an input. Undefined where none is given.
 */
export function timeoutsFrom(
  name: string,
  customTimeouts: pulumi.CustomTimeouts | undefined,
): TimeoutSeconds | undefined {
  const timeouts: TimeoutSeconds = {};
  for (const method of ["create", "update", "delete"] as const) {
    const duration = customTimeouts?.[method];
    if (duration === undefined) continue;
    const seconds = secondsOf(duration);
    if (seconds === undefined) {
      throw new pulumi.RunError(
        `customTimeouts.${method} of ${JSON.stringify(name)} is ${JSON.stringify(duration)}; give a duration such as "5m" or "1h30m".`,
      );
    }
    timeouts[method] = seconds;
  }
  return Object.keys(timeouts).length > 0 ? timeouts : undefined;
}

/** A duration as Pulumi writes it (`90s`, `1h30m`, `1.5h`) in seconds; undefined where it is none, or nothing. */
export function secondsOf(duration: string): number | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/.test(duration)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)) {
    seconds += Number(amount) * (SECONDS[unit ?? ""] ?? 0);
  }
  return seconds > 0 ? seconds : undefined;
}

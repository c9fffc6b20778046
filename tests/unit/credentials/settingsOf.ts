import assert from "node:assert/strict";
import { connectionFrom } from "../../../provider/configuration.js";
import { FakeClock } from "../fakeClock.js";

/** Settings of a configuration or an environment, by name. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A key in the configuration. */
export const KEY = { "tencentcloud:secretId": "AKIDconfig", "tencentcloud:secretKey": "key of the config" };

/** A configuration that holds these settings. */
export const configOf = (values: Values) => ({ get: (key: string) => values[key] });

/** The connection that these settings give. */
export const connection = (config: Values, environment: Values = {}) =>
  connectionFrom(configOf(config), environment, new FakeClock());

/** What is wrong with these settings, as whoever runs the command is told. */
export function faultOf(config: Values, environment: Values = {}): string {
  try {
    connection(config, environment);
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.match(error.name, /^(ConfigurationError|NoCredentials)$/);
    return error.message;
  }
  return "no fault";
}

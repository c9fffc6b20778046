import {
  ConfigurationError,
  type Environment,
  fromConfig,
  fromEnvironment,
  PROVIDER_NAME,
  placeInConfig,
  read,
  type StackConfig,
} from "../settings.js";
import type { Credentials } from "./credentials.js";

/** The names that Tencent's own tools give the token: Terraform and Pulumi, the Node SDK, the command line. */
const TOKEN_VARIABLES = ["TENCENTCLOUD_SECURITY_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_TOKEN"];

/** The three parts of a key as a source has them, the first two with their names for messages. */
interface Parts {
  id: { name: string; value: unknown };
  key: { name: string; value: unknown };
  token?: unknown;
}

/** The key in the configuration; undefined where there is none. Throws `ConfigurationError` at half a pair. */
export function keyInConfig(config: StackConfig): Credentials | undefined {
  const part = (name: string) => ({ name: keyName(name, config), value: fromConfig(name, config)?.value });
  return keyOf({ id: part("secretId"), key: part("secretKey"), token: fromConfig("securityToken", config)?.value });
}

/** A stack's settings are told apart from variables by their namespace alone, those of a `Provider` are not. */
function keyName(name: string, config: StackConfig): string {
  return config.get(PROVIDER_NAME) === undefined ? `tencentcloud:${name}` : placeInConfig(name, config);
}

/** The key in the environment, likewise. */
export function keyInEnvironment(environment: Environment): Credentials | undefined {
  const part = (name: string) => ({ name, value: environment[name] });
  const token = fromEnvironment(TOKEN_VARIABLES, environment)?.value;
  return keyOf({ id: part("TENCENTCLOUD_SECRET_ID"), key: part("TENCENTCLOUD_SECRET_KEY"), token });
}

/** A key of its parts; undefined where there is none. Throws `ConfigurationError` at half a pair. */
export function keyOf({ id, key, token }: Parts): Credentials | undefined {
  const [secretId, secretKey, securityToken] = [id.value, key.value, token].map(read);
  if (secretId === undefined && secretKey === undefined) return undefined;
  if (secretId === undefined || secretKey === undefined) {
    const [present, missing] = secretId === undefined ? [key, id] : [id, key];
    throw new ConfigurationError(`${present.name} is set but ${missing.name} is not; set both or neither.`);
  }
  return { secretId, secretKey, ...(securityToken !== undefined && { securityToken }) };
}

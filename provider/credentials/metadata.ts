import type { Clock } from "../clock.js";
import { Deadline, DeadlinePassed } from "../deadline.js";
import { addressIn } from "../endpoints.js";
import { ConfigurationError, type Environment, type StackConfig, setting } from "../settings.js";
import type { Temporary } from "./credentials.js";

/** Where a CVM is told about itself. @see https://cloud.tencent.com/document/product/213/4934 */
const DEFAULT_ADDRESS = "http://metadata.tencentyun.com";
const FOLDER = "/latest/meta-data/cam/security-credentials/";

/** The address is on the machine's own network: it answers at once, or is not there. */
const WITHIN_MS = 5_000;

/** The metadata address: as it is set, else that of Tencent's machines. Throws `ConfigurationError`. */
export function metadataAddress(config: StackConfig, environment: Environment): string {
  const named = setting("metadataEndpoint", "TENCENTCLOUD_METADATA_ENDPOINT", config, environment);
  if (!named) return DEFAULT_ADDRESS;
  const { scheme = "http://", host } = addressIn(named);
  return `${scheme}${host}`;
}

/**
 * The credentials of a machine's role, from its metadata; never through a proxy. Throws `ConfigurationError` where there
 * are none.
 *
 * @param role the first that the machine has where none is named
 * @see https://cloud.tencent.com/document/product/598/85616
 */
export async function machineRole(role: string | undefined, address: string, clock: Clock): Promise<Temporary> {
  const name = role ?? (await textAt(address, "", clock)).split("\n")[0]?.trim() ?? "";
  const fields = fieldsIn(await textAt(address, encodeURIComponent(name), clock));
  const { TmpSecretId, TmpSecretKey, Token, ExpiredTime } = fields;
  if (typeof TmpSecretId !== "string" || typeof TmpSecretKey !== "string" || typeof Token !== "string") {
    throw noRole(address, "the answer holds no credentials");
  }
  return {
    credentials: { secretId: TmpSecretId, secretKey: TmpSecretKey, securityToken: Token },
    ...(typeof ExpiredTime === "number" && { expiresMs: ExpiredTime * 1000 }),
  };
}

async function textAt(address: string, name: string, clock: Clock): Promise<string> {
  const ask = async (signal: AbortSignal): Promise<string> => {
    const reply = await fetch(`${address}${FOLDER}${name}`, { signal, redirect: "error" });
    if (!reply.ok) throw noRole(address, `it answered with HTTP status ${reply.status}`);
    return reply.text();
  };
  try {
    return await new Deadline(clock, WITHIN_MS).race(ask, "for the machine's metadata");
  } catch (error) {
    if (error instanceof DeadlinePassed) throw noRole(address, `nobody answered in ${WITHIN_MS / 1000} s`);
    if (error instanceof ConfigurationError || !(error instanceof Error)) throw error;
    const { cause } = error;
    throw noRole(address, cause instanceof Error ? cause.message : error.message);
  }
}

function fieldsIn(text: string): Record<string, unknown> {
  try {
    const fields: Record<string, unknown> | null = JSON.parse(text);
    return { ...fields };
  } catch {
    return {};
  }
}

function noRole(address: string, why: string): ConfigurationError {
  return new ConfigurationError(
    `the machine's role has no credentials at ${address}${FOLDER}: ${why}. This needs a CVM with a role of that name; elsewhere use other credentials (tencentcloud:camRoleName or TENCENTCLOUD_CAM_ROLE_NAME asks for the role).`,
  );
}

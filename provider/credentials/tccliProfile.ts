/**
 * Profiles of Tencent's command line: `NAME.credential` and `NAME.configure` in `~/.tccli`, both JSON. `tccli configure`
 * writes keys, `tccli auth login` and `tccli sso login` write keys that end (`expiresAt`, in seconds).
 */
import { join } from "node:path";
import { ConfigurationError, read } from "../settings.js";
import { keyOf } from "./configuredKey.js";
import type { Temporary } from "./credentials.js";
import { type AssumedRole, DEFAULT_DURATION_S } from "./roleSettings.js";
import { textOf } from "./settingsFile.js";

/** What a profile says of credentials. */
export interface TccliProfile extends Partial<Temporary> {
  /** The file that they are in. */
  path: string;
  /** True where the machine's own role is to be used: `tccli configure set use-cvm-role true`. */
  usesMachineRole: boolean;
  /** A role to assume with the key, where the profile names both parts of it; without both, tccli assumes none. */
  role?: AssumedRole;
  /** What brings fresh credentials, where these end. */
  login: string;
}

/** The file in which a profile has its credentials. */
export function tccliCredentialPath(folder: string, name: string): string {
  return join(folder, `${name}.credential`);
}

/** A profile; undefined where it has no credentials. Throws `ConfigurationError` where its file is broken. */
export function tccliProfile(folder: string, name: string): TccliProfile | undefined {
  const path = tccliCredentialPath(folder, name);
  const fields = objectIn(path, name);
  if (!fields) return undefined;
  const part = (field: string) => ({ name: `${field} in ${path}`, value: fields[field] });
  const credentials = keyOf({ id: part("secretId"), key: part("secretKey"), token: fields.token });
  const usesMachineRole = fields.type === "cvm-role";
  if (!credentials && !usesMachineRole) return undefined;
  const roleArn = read(fields["role-arn"]);
  const sessionName = read(fields["role-session-name"]);
  return {
    path,
    usesMachineRole,
    login: `tccli ${fields.type === "sso" ? "sso" : "auth"} login --profile ${name}`,
    ...(credentials && { credentials }),
    ...(typeof fields.expiresAt === "number" && { expiresMs: fields.expiresAt * 1000 }),
    ...(roleArn !== undefined &&
      sessionName !== undefined && { role: { roleArn, sessionName, durationS: DEFAULT_DURATION_S } }),
  };
}

/** The region of a profile, where it names one. */
export function tccliRegion(folder: string, name: string): { path: string; region: string } | undefined {
  const path = join(folder, `${name}.configure`);
  const { _sys_param: parameters } = objectIn(path, name) ?? {};
  const region = isObject(parameters) ? read(parameters.region) : undefined;
  return region === undefined ? undefined : { path, region };
}

function objectIn(path: string, name: string): Record<string, unknown> | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // What the parser says may repeat what it read, which is secret.
  }
  throw new ConfigurationError(`${path} does not hold a JSON object. Write it anew: tccli configure --profile ${name}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

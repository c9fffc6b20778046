/** Roles to take on, in the words of Tencent's Terraform and Pulumi providers. */
import {
  ConfigurationError,
  type Environment,
  fromConfig,
  fromEnvironment,
  placeInConfig,
  read,
  type StackConfig,
} from "../settings.js";

/** A role, and for how long it is taken on at a time. */
export interface Role {
  /** `qcs::cam::uin/` and an account, then `:roleName/` and a name, or `:role/` and an id. */
  roleArn: string;
  /** Shown in the audit log. */
  sessionName: string;
  /** Up to 43,200 seconds. */
  durationS: number;
}

/** A role that a key may assume. */
export interface AssumedRole extends Role {
  /** Restricts the role further: a CAM policy as JSON. */
  policy?: string;
  externalId?: string;
  sourceIdentity?: string;
  /** Of an MFA device, and the code that it shows. */
  serialNumber?: string;
  tokenCode?: string;
}

/** A role that the token of an identity provider may take on. */
export interface WebIdentityRole extends Role {
  providerId: string;
  /** The region of the token service that is asked; the same role comes of each. */
  region?: string;
  /** The token, or the file that holds it. */
  token: { value: string } | { file: string; source: string };
}

const DEFAULT_SESSION_NAME = "pulumi-tencentcloud-lighthouse";
/** How long a role is taken on at a time, where nothing else is said. */
export const DEFAULT_DURATION_S = 7_200;
/** @see STS AssumeRole, DurationSeconds, https://cloud.tencent.com/document/api/1312/48197 */
const MAX_DURATION_S = 43_200;
/** What Tencent's Terraform provider takes where none is named. */
const DEFAULT_PROVIDER_ID = "OIDC";

type Field =
  | "roleArn"
  | "sessionName"
  | "sessionDuration"
  | "policy"
  | "externalId"
  | "sourceIdentity"
  | "serialNumber";
type AnyField = Field | "tokenCode" | "providerId" | "webIdentityToken" | "webIdentityTokenFile";

const VARIABLES: Readonly<Partial<Record<AnyField, string>>> = {
  roleArn: "TENCENTCLOUD_ASSUME_ROLE_ARN",
  sessionName: "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME",
  sessionDuration: "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION",
  externalId: "TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID",
  sourceIdentity: "TENCENTCLOUD_ASSUME_ROLE_SOURCE_IDENTITY",
  serialNumber: "TENCENTCLOUD_ASSUME_ROLE_SERIAL_NUMBER",
  tokenCode: "TENCENTCLOUD_ASSUME_ROLE_TOKEN_CODE",
  providerId: "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID",
  webIdentityToken: "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN",
  webIdentityTokenFile: "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE",
};

/** The fields of one role: those of the configuration's object, else of the environment; with where each is from. */
type Fields = (field: AnyField) => { value: string; source: string } | undefined;

/** The role to assume with whatever key there is; undefined where none is named. Throws `ConfigurationError`. */
export function assumedRole(config: StackConfig, environment: Environment): AssumedRole | undefined {
  const fields = fieldsOf("assumeRole", config, environment);
  const isForWebIdentity = webIdentityIn(fieldsOf(undefined, config, environment));
  if (!objectIn("assumeRole", config) && (isForWebIdentity || !fields("roleArn"))) return undefined;
  const role: AssumedRole = roleOf(fields, placeInConfig("assumeRole", config));
  for (const field of ["policy", "externalId", "sourceIdentity", "serialNumber", "tokenCode"] as const) {
    const value = fields(field)?.value;
    if (value !== undefined) role[field] = value;
  }
  return role;
}

/** The role of `assumeRoleWithWebIdentity` in the configuration. Throws `ConfigurationError`. */
export function configuredWebIdentity(config: StackConfig, environment: Environment): WebIdentityRole | undefined {
  const key = "assumeRoleWithWebIdentity";
  return objectIn(key, config) && webIdentityOf(fieldsOf(key, config, environment), placeInConfig(key, config));
}

/** The role of the variables that Tencent's Terraform provider reads for a web identity. Throws `ConfigurationError`. */
export function webIdentityInEnvironment(environment: Environment): WebIdentityRole | undefined {
  const fields = fieldsOf(undefined, { get: () => undefined }, environment);
  return webIdentityIn(fields) ? webIdentityOf(fields, "the web identity of the environment") : undefined;
}

/**
 * The role of a pod in Tencent's Kubernetes service, which its webhook tells in four variables; undefined where none of
 * them is set. Throws `ConfigurationError` where only some are, or `mustBe` asks for them.
 */
export function podIdentity(environment: Environment, mustBe?: string): WebIdentityRole | undefined {
  const names = ["TKE_REGION", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN"] as const;
  const values = names.map((name) => read(environment[name]));
  const missing = names.filter((_, index) => values[index] === undefined);
  if (missing.length === names.length && mustBe === undefined) return undefined;
  if (missing.length > 0) {
    const why = mustBe === undefined ? "others of the four are" : `${mustBe} asks for the identity of a pod`;
    throw new ConfigurationError(
      `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not set, but ${why}. Give the pod a serviceAccountName with a role, or unset the others.`,
    );
  }
  const [region, providerId, file, roleArn] = values as [string, string, string, string];
  const token = { file, source: "the variable TKE_WEB_IDENTITY_TOKEN_FILE" };
  return { roleArn, providerId, region, token, sessionName: DEFAULT_SESSION_NAME, durationS: DEFAULT_DURATION_S };
}

function webIdentityIn(fields: Fields): boolean {
  return (fields("webIdentityToken") ?? fields("webIdentityTokenFile")) !== undefined;
}

function webIdentityOf(fields: Fields, place: string): WebIdentityRole {
  const [value, file] = [fields("webIdentityToken"), fields("webIdentityTokenFile")];
  if (!value && !file) throw new ConfigurationError(missingField(place, "webIdentityToken or webIdentityTokenFile"));
  const token = value ? { value: value.value } : { file: file?.value ?? "", source: file?.source ?? "" };
  return { ...roleOf(fields, place), providerId: fields("providerId")?.value ?? DEFAULT_PROVIDER_ID, token };
}

function roleOf(fields: Fields, place: string): Role {
  const roleArn = fields("roleArn");
  if (!roleArn) throw new ConfigurationError(missingField(place, "roleArn"));
  const duration = fields("sessionDuration");
  const durationS = Number(duration?.value ?? DEFAULT_DURATION_S);
  if (duration && !(Number.isInteger(durationS) && durationS >= 0 && durationS <= MAX_DURATION_S)) {
    throw new ConfigurationError(`${duration.source} must be a whole number of seconds up to ${MAX_DURATION_S}.`);
  }
  return {
    roleArn: roleArn.value,
    sessionName: fields("sessionName")?.value ?? DEFAULT_SESSION_NAME,
    // Terraform's provider takes 0 for the default.
    durationS: durationS === 0 ? DEFAULT_DURATION_S : durationS,
  };
}

function missingField(place: string, field: string): string {
  return `${place} has no ${field}. Set it there; a stack's configuration by pulumi config set --path 'tencentcloud:assumeRole.roleArn' VALUE and the like.`;
}

function fieldsOf(key: string | undefined, config: StackConfig, environment: Environment): Fields {
  const object = key === undefined ? undefined : objectIn(key, config);
  return (field) => {
    const given = object?.[field];
    const value = read(typeof given === "number" ? String(given) : given);
    if (value !== undefined) return { value, source: placeInConfig(`${key}.${field}`, config) };
    const variable = VARIABLES[field];
    return variable === undefined ? undefined : fromEnvironment([variable], environment);
  };
}

/** An object of the configuration, which the engine hands over as JSON. */
function objectIn(key: string, config: StackConfig): Record<string, unknown> | undefined {
  const setting = fromConfig(key, config);
  if (!setting) return undefined;
  try {
    const value: unknown = JSON.parse(setting.value);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below, without what it holds.
  }
  throw new ConfigurationError(
    `${setting.source} is not an object. Set its fields one by one, in a stack's configuration by pulumi config set --path 'tencentcloud:${key}.roleArn' VALUE and the like.`,
  );
}

import * as pulumi from "@pulumi/pulumi";
import { configurationProblem } from "../provider/credentials/configurationProblem.js";
import { OWN_CREDENTIALS, PROVIDER_NAME } from "../provider/settings.js";
import { keepSettings } from "./lookups/providerSettings.js";
import { plainText } from "./plainText.js";

/** A role that the credentials of a `Provider` assume. */
export interface AssumeRole {
  /** `qcs::cam::uin/` and an account, then `:roleName/` and a name, or `:role/` and an id. */
  roleArn: pulumi.Input<string>;
  /** Shown in the audit log. @default "pulumi-tencentcloud-lighthouse" */
  sessionName?: pulumi.Input<string>;
  /** For how long the role is taken on at a time, in seconds, up to 43,200. @default 7200 */
  sessionDuration?: pulumi.Input<number>;
  /** Restricts the role further: a CAM policy as JSON. */
  policy?: pulumi.Input<string>;
  /** What the role's owner knows the caller by. */
  externalId?: pulumi.Input<string>;
  /** The uin that the call is made for. */
  sourceIdentity?: pulumi.Input<string>;
  /** Of the caller's MFA device. */
  serialNumber?: pulumi.Input<string>;
  /** What the MFA device shows. */
  tokenCode?: pulumi.Input<string>;
}

/** A role that the token of an identity provider takes on. */
export interface AssumeRoleWithWebIdentity extends Pick<AssumeRole, "roleArn" | "sessionName" | "sessionDuration"> {
  /** The identity provider's name in CAM. @default "OIDC" */
  providerId?: pulumi.Input<string>;
  /** The token. */
  webIdentityToken?: pulumi.Input<string>;
  /** The file that holds the token, as it is or as `web_identity_token` of a JSON object. Read at each run. */
  webIdentityTokenFile?: pulumi.Input<string>;
}

/**
 * How a `Provider` reaches Lighthouse, and with whose credentials: the names of Tencent's own Pulumi provider. Where none
 * of the credentials are named, they are those of the stack; of the rest, each that is not named is that of the stack.
 */
export interface ProviderArgs {
  /** Id of an API key; with `secretKey`. Kept as a secret. */
  secretId?: pulumi.Input<string>;
  /** Its secret. Kept as a secret. */
  secretKey?: pulumi.Input<string>;
  /** The token of a temporary key. Kept as a secret. */
  securityToken?: pulumi.Input<string>;
  /** A profile of tccli or of Tencent's SDKs, on the machine that runs the command. */
  profile?: pulumi.Input<string>;
  /** The folder of tccli's profiles. @default `~/.tccli` */
  sharedCredentialsDir?: pulumi.Input<string>;
  /** The role of the CVM that runs the command. */
  camRoleName?: pulumi.Input<string>;
  /** Whether to take the role of the pod in Tencent's Kubernetes service that runs the command. */
  enablePodOidc?: pulumi.Input<boolean>;
  /** A role to take on with the token of an identity provider. Kept as a secret. */
  assumeRoleWithWebIdentity?: pulumi.Input<AssumeRoleWithWebIdentity>;
  /** A role to assume with whatever credentials there are. Kept as a secret. */
  assumeRole?: pulumi.Input<AssumeRole>;
  /** The accounts that may be used; with any other nothing is called but the question for the account. */
  allowedAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The accounts that may not be used. */
  forbiddenAccountIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The region of resources that name none themselves. What exists already stays in its region. */
  region?: pulumi.Input<string>;
  /** Host of Lighthouse, with a port if need be. @default "lighthouse.tencentcloudapi.com" */
  endpoint?: pulumi.Input<string>;
  /** The root domain of all endpoints, such as `intl.tencentcloudapi.com`, in place of `endpoint`. */
  domain?: pulumi.Input<string>;
  /** Host of the token service. @default the one beside the endpoint */
  stsEndpoint?: pulumi.Input<string>;
  /** `https` or `http`. @default "https" */
  protocol?: pulumi.Input<string>;
  /** Address of the machine's metadata, for `camRoleName`. @default "http://metadata.tencentyun.com" */
  metadataEndpoint?: pulumi.Input<string>;
  /** Address of an HTTP proxy for all calls. Kept as a secret. @default as HTTPS_PROXY and NO_PROXY say */
  proxy?: pulumi.Input<string>;
}

type Argument = keyof ProviderArgs;

/** Which credentials are meant. One of them named, none of the stack's or the environment's is taken. */
const CREDENTIALS: readonly Argument[] = [
  "secretId",
  "secretKey",
  "securityToken",
  "profile",
  "camRoleName",
  "enablePodOidc",
  "assumeRoleWithWebIdentity",
];
const KEY: readonly Argument[] = ["secretId", "secretKey"];
/** What goes with the credentials: a role on top of them, and whose they may be. */
const WITH_CREDENTIALS: readonly Argument[] = [
  "assumeRole",
  "sharedCredentialsDir",
  "allowedAccountIds",
  "forbiddenAccountIds",
];
/** What says where the services are. One of them named, the stack's others do not go with it. */
const ENDPOINTS: readonly Argument[] = ["endpoint", "domain", "stsEndpoint", "protocol"];
const OTHERS: readonly Argument[] = ["region", "metadataEndpoint", "proxy"];
const ARGUMENTS = [...CREDENTIALS, ...WITH_CREDENTIALS, ...ENDPOINTS, ...OTHERS];

const SECRETS: readonly Argument[] = [
  "secretId",
  "secretKey",
  "securityToken",
  "assumeRole",
  "assumeRoleWithWebIdentity",
  "proxy",
];

/**
 * Another account, or another way to reach Lighthouse, for the resources whose option `provider` names it. A program
 * that works in one account needs none: the stack's configuration and the environment say whose.
 *
 * Changing a `Provider`, or giving a resource another one, changes no resource and calls nothing. Secrets are encrypted in
 * state.
 *
 * @example
 * ```ts
 * const config = new pulumi.Config("partner");
 * const partner = new Provider("partner", {
 *   secretId: config.requireSecret("secretId"),
 *   secretKey: config.requireSecret("secretKey"),
 *   region: "ap-singapore",
 * });
 * const access = new KeyPairAssociation("partner-web", { keyIds, instanceIds }, { provider: partner });
 * ```
 *
 * @public
 */
export class Provider extends pulumi.ProviderResource {
  /** Declares a provider. The program fails with one error where an argument is unknown or wrong. */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const settings = settingsOf(name, args);
    // The package that the engine runs dynamic providers for.
    super("pulumi-nodejs", name, settings, opts);
    keepSettings(this, pulumi.all(settings));
  }
}

/**
 * The settings under the names that the provider reads them by. None is given before all were found to be right; what
 * is known at once is looked at here and now, since Pulumi takes its time to tell of an error in an output.
 */
function settingsOf(name: string, args: ProviderArgs): Record<string, pulumi.Output<string>> {
  refuseUnknown(name, args);
  refuseProblems({ [PROVIDER_NAME]: name, ...knownAtOnce(args) });
  const values: Record<string, pulumi.Output<string>> = { [PROVIDER_NAME]: pulumi.output(name) };
  if (namesAny(CREDENTIALS, args)) values[OWN_CREDENTIALS] = pulumi.output("true");
  for (const argument of ARGUMENTS) {
    const value = given(argument, args) ?? inherited(argument, args);
    if (value !== undefined) values[`tencentcloud:${argument}`] = value;
  }
  const checked = pulumi.unsecret(pulumi.all(values).apply(refuseProblems));
  const entries = Object.entries(values).map(([key, value]): [string, pulumi.Output<string>] => [
    key,
    pulumi.all([value, checked]).apply(([setting]) => setting),
  ]);
  return Object.fromEntries(entries);
}

/** What is known without waiting. A key that is yet to come is there all the same, whatever it will be. */
function knownAtOnce(args: ProviderArgs): Record<string, string> {
  const known: Record<string, string> = {};
  for (const argument of ARGUMENTS) {
    if (args[argument] === undefined) continue;
    const text = plainText(args[argument]) ?? (KEY.includes(argument) ? "to come" : undefined);
    if (text !== undefined) known[`tencentcloud:${argument}`] = text;
  }
  return known;
}

function given(argument: Argument, args: ProviderArgs): pulumi.Output<string> | undefined {
  const value: unknown = args[argument];
  if (value === undefined) return undefined;
  const known: pulumi.Output<unknown> = pulumi.output(value);
  const text = known.apply((setting) => (typeof setting === "string" ? setting : JSON.stringify(setting)));
  return SECRETS.includes(argument) ? pulumi.secret(text) : text;
}

/** What the stack's configuration says where the program does not. */
function inherited(argument: Argument, args: ProviderArgs): pulumi.Output<string> | undefined {
  for (const group of [[...CREDENTIALS, ...WITH_CREDENTIALS], ENDPOINTS]) {
    const named = group === ENDPOINTS ? ENDPOINTS : CREDENTIALS;
    if (group.includes(argument) && namesAny(named, args)) return undefined;
  }
  const value = pulumi.runtime.getConfig(`tencentcloud:${argument}`);
  if (value === undefined) return undefined;
  return SECRETS.includes(argument) ? pulumi.secret(value) : pulumi.output(value);
}

function namesAny(among: readonly Argument[], args: ProviderArgs): boolean {
  return among.some((argument) => args[argument] !== undefined);
}

function refuseUnknown(name: string, args: ProviderArgs): void {
  const known: readonly string[] = ARGUMENTS;
  const unknown = Object.keys(args).find((argument) => !known.includes(argument));
  if (unknown === undefined) return;
  throw new pulumi.RunError(
    `Provider ${JSON.stringify(name)} has no argument ${JSON.stringify(unknown)}; it takes ${ARGUMENTS.join(", ")}.`,
  );
}

function refuseProblems(settings: Readonly<Record<string, string>>): void {
  const problem = configurationProblem({ get: (key) => settings[key] });
  if (problem !== undefined) throw new pulumi.RunError(problem);
}

import type { Clock } from "../clock.js";
import { ConfigurationError, type Environment, fromConfig, OWN_CREDENTIALS, type StackConfig } from "../settings.js";
import { onlyAllowed } from "./allowedAccounts.js";
import { keyInConfig, keyInEnvironment } from "./configuredKey.js";
import { type CredentialSource, lasting, NoCredentials } from "./credentials.js";
import { Profiles } from "./profiles.js";
import { assumedRole, configuredWebIdentity, podIdentity, webIdentityInEnvironment } from "./roleSettings.js";
import { assuming, ofMachine, withWebIdentity } from "./roles.js";
import type { TokenService } from "./tokenService.js";

/** What is looked through for credentials. */
export interface Places {
  config: StackConfig;
  environment: Environment;
  service: TokenService;
  clock: Clock;
}

/** One place where credentials may be: undefined where they are not there. What it is called goes into messages. */
interface Place {
  called: string | (() => string);
  find: () => CredentialSource | undefined;
}

/** What other tools take, and we do not: to take other credentials instead would be worse than to say so. */
const NOT_TAKEN = ["assumeRoleWithSaml", "mfaCertification"];

/** Variables by which the surroundings say who is who. A `Provider` that says it itself does not hear them. */
const AMBIENT =
  /^TENCENTCLOUD_(SECRET_|SECURITY_TOKEN|SESSION_TOKEN|TOKEN|PROFILE|CAM_ROLE_NAME|ASSUME_ROLE_)|^TCCLI_PROFILE$/;

/**
 * The credentials of a run. The first place that has some decides; one that is broken stops the search, and none is
 * called before its credentials are needed. Throws `ConfigurationError`, or `NoCredentials` with all places.
 */
export function credentialsFrom(places: Places): CredentialSource {
  const { config, service, clock } = places;
  refuseWhatIsNotTaken(config);
  const environment = environmentHeard(config, places.environment);
  const heard = { ...places, environment };
  const found = firstOf([...placesInConfig(heard), ...placesAround(heard)]);
  const role = assumedRole(config, environment);
  const source = role ? assuming(role, found, service, clock) : found;
  return onlyAllowed(source, config, service.accountOf);
}

function placesInConfig({ config, environment, service, clock }: Places): Place[] {
  const pod = fromConfig("enablePodOidc", config);
  const camRole = fromConfig("camRoleName", config)?.value;
  return [
    {
      called: "the stack's configuration (tencentcloud:secretId, tencentcloud:secretKey)",
      find: () => keyAsSource(keyInConfig(config)),
    },
    {
      called: "tencentcloud:assumeRoleWithWebIdentity",
      find: () => {
        const identity =
          configuredWebIdentity(config, environment) ??
          (pod && pod.value !== "false" ? podIdentity(environment, pod.source) : undefined);
        return identity && withWebIdentity(identity, service, clock);
      },
    },
    {
      called: "tencentcloud:camRoleName",
      find: () => (camRole === undefined ? undefined : ofMachine(camRole, service, clock)),
    },
  ];
}

function placesAround({ config, environment, service, clock }: Places): Place[] {
  return [
    {
      called: "the environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)",
      find: () => keyAsSource(keyInEnvironment(environment)),
    },
    {
      called: "the web identity of TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN",
      find: () => {
        const identity = webIdentityInEnvironment(environment);
        return identity && withWebIdentity(identity, service, clock);
      },
    },
    {
      called: () => new Profiles(config, environment).places,
      find: () => new Profiles(config, environment).source(service, clock),
    },
    {
      called: "the pod's role (TKE_ROLE_ARN)",
      find: () => {
        const identity = podIdentity(environment);
        return identity && withWebIdentity(identity, service, clock);
      },
    },
    {
      called: "the machine's role, which only TENCENTCLOUD_CAM_ROLE_NAME asks for",
      find: () => {
        const name = environment.TENCENTCLOUD_CAM_ROLE_NAME?.trim();
        return name ? ofMachine(name, service, clock) : undefined;
      },
    },
  ];
}

function firstOf(places: readonly Place[]): CredentialSource {
  for (const { find } of places) {
    const source = find();
    if (source) return source;
  }
  const names = places.map(({ called }) => (typeof called === "string" ? called : called()));
  throw new NoCredentials(
    `no credentials for Tencent Cloud were found. Looked in ${names.join("; ")}. ` +
      "Set both variables, or run: pulumi config set --secret tencentcloud:secretId, then the same for tencentcloud:secretKey.",
  );
}

function keyAsSource(key: ReturnType<typeof keyInConfig>): CredentialSource | undefined {
  return key && lasting(key);
}

/** The environment as far as it has a say in whose credentials are taken. */
export function environmentHeard(config: StackConfig, environment: Environment): Environment {
  if (config.get(OWN_CREDENTIALS) === undefined) return environment;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !AMBIENT.test(name)));
}

function refuseWhatIsNotTaken(config: StackConfig): void {
  for (const key of NOT_TAKEN) {
    const given = fromConfig(key, config);
    if (!given) continue;
    throw new ConfigurationError(
      `${given.source} is not supported. Fetch temporary credentials beforehand, for example with tccli sso login, and remove it.`,
    );
  }
}

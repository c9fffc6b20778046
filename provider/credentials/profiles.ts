import { join } from "node:path";
import type { Clock } from "../clock.js";
import {
  ConfigurationError,
  type Environment,
  fromConfig,
  fromEnvironment,
  type StackConfig,
  setting,
} from "../settings.js";
import { keyInConfig, keyInEnvironment } from "./configuredKey.js";
import { type CredentialSource, lasting } from "./credentials.js";
import { Renewable } from "./renewable.js";
import { assuming, ofMachine } from "./roles.js";
import { sdkProfile, sdkProfileFiles } from "./sdkProfile.js";
import { expanded, homeFolder } from "./settingsFile.js";
import { type TccliProfile, tccliCredentialPath, tccliProfile, tccliRegion } from "./tccliProfile.js";
import type { TokenService } from "./tokenService.js";

/** The profile that tools take where none is named. */
const DEFAULT_PROFILE = "default";

/** The files of Tencent's command line and of its SDKs, and which profile of theirs is meant. */
export class Profiles {
  private readonly tccliFolder: string | undefined;
  private readonly sdkFiles: string[];
  private readonly tccliName: string;
  private readonly sdkName: string;

  /** Throws `ConfigurationError` where the name of the profile is none. */
  constructor(
    private readonly config: StackConfig,
    private readonly environment: Environment,
  ) {
    const home = homeFolder(environment);
    const folder = setting("sharedCredentialsDir", "TENCENTCLOUD_SHARED_CREDENTIALS_DIR", config, environment)?.value;
    this.tccliFolder = folder ? expanded(folder, environment) : home && join(home, ".tccli");
    this.sdkFiles = sdkProfileFiles(environment);
    this.tccliName = this.named(["TENCENTCLOUD_PROFILE", "TCCLI_PROFILE"])?.value ?? DEFAULT_PROFILE;
    this.sdkName = this.named(["TENCENTCLOUD_PROFILE"])?.value ?? DEFAULT_PROFILE;
  }

  /** Where it is looked, for messages. */
  get places(): string {
    const tccli = this.tccliFolder === undefined ? [] : [tccliCredentialPath(this.tccliFolder, this.tccliName)];
    return `${tccli.map((path) => `${path} and `).join("")}[${this.sdkName}] of ${this.sdkFiles.join(" or ")}`;
  }

  /**
   * The credentials of the profile; undefined where there is none of that name and it is the default one. Throws
   * `ConfigurationError` where a file is broken, or a profile that is named is nowhere.
   */
  source(service: TokenService, clock: Clock): CredentialSource | undefined {
    const tccli = this.tccliFolder === undefined ? undefined : tccliProfile(this.tccliFolder, this.tccliName);
    if (tccli) return this.tccliSource(tccli, service, clock);
    const sdk = sdkProfile(this.sdkFiles, this.sdkName);
    if (sdk) return sdk.key.securityToken === undefined ? lasting(sdk.key) : new Renewable(() => this.sdkKey(), clock);
    const named = this.named(["TENCENTCLOUD_PROFILE", "TCCLI_PROFILE"]);
    if (named && named.value !== DEFAULT_PROFILE) {
      throw new ConfigurationError(
        `${named.source} names the profile ${JSON.stringify(named.value)}, which is nowhere: looked in ${this.places}. Make it with tccli configure --profile ${named.value}, or name another.`,
      );
    }
    return undefined;
  }

  /** The region of the profile, where the credentials may come from it too. */
  region(): { value: string; source: string } | undefined {
    if (this.tccliFolder === undefined) return undefined;
    if (keyInConfig(this.config) ?? keyInEnvironment(this.environment)) return undefined;
    if (!tccliProfile(this.tccliFolder, this.tccliName)) return undefined;
    const found = tccliRegion(this.tccliFolder, this.tccliName);
    return found && { value: found.region, source: found.path };
  }

  private tccliSource(profile: TccliProfile, service: TokenService, clock: Clock): CredentialSource {
    const key = profile.credentials;
    const ofKey = (): CredentialSource =>
      key?.securityToken === undefined && key ? lasting(key) : new Renewable(() => this.tccliKey(clock), clock);
    const source = profile.usesMachineRole ? ofMachine(undefined, service, clock) : ofKey();
    return profile.role ? assuming(profile.role, source, service, clock) : source;
  }

  /** Read anew: whoever wrote a key that ends may have written the next one. */
  private async tccliKey(clock: Clock) {
    const profile = tccliProfile(this.tccliFolder ?? "", this.tccliName);
    const { credentials, expiresMs, login } = profile ?? {};
    if (!credentials) throw new ConfigurationError(`the credentials in ${this.places} have gone meanwhile. Run again.`);
    if (expiresMs !== undefined && expiresMs <= clock.now()) {
      throw new ConfigurationError(`the credentials in ${profile?.path} have expired. Run: ${login}`);
    }
    return { credentials, ...(expiresMs !== undefined && { expiresMs }) };
  }

  private async sdkKey() {
    const profile = sdkProfile(this.sdkFiles, this.sdkName);
    if (!profile) throw new ConfigurationError(`the credentials in ${this.places} have gone meanwhile. Run again.`);
    return { credentials: profile.key };
  }

  private named(variables: readonly string[]) {
    const named = fromConfig("profile", this.config) ?? fromEnvironment(variables, this.environment);
    if (named && /[/\\]|^\.+$/.test(named.value)) {
      throw new ConfigurationError(
        `${named.source} is not the name of a profile: give a name such as ${DEFAULT_PROFILE}.`,
      );
    }
    return named;
  }
}

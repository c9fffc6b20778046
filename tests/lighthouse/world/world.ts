import type { Exchange } from "../exchange";
import { FaultBook } from "../faults/faultBook";
import { ApiError } from "../protocol/apiError";
import { Account, type Credential } from "./account";
import { CallLog } from "./callLog";
import { type MachineClock, WorldClock } from "./clock";
import { BY_CONTROL, type Instance } from "./instance";
import type { KeyPair } from "./keyPair";
import { type PathStep, SUCCEEDED } from "./operation";
import { Operations } from "./operations";
import { Random } from "./random";
import { RateLimits } from "./rateLimit";
import type { Region } from "./region";
import { Schedule } from "./schedule";
import type { Settings } from "./settings";
import { type Pace, SettingsBook } from "./settingsBook";
import type { TemporaryCredential } from "./temporaryCredential";

/** What may be said of an account's credential; the rest is drawn. */
interface AccountSeed {
  readonly accountId?: string;
  readonly secretId?: string;
  readonly secretKey?: string;
  /** Makes it a temporary one that must come with this token. */
  readonly token?: string;
  readonly expiresInSeconds?: number;
  readonly enabled?: boolean;
}

/** One whole simulated world. A reset throws it away and makes another. */
export class World {
  readonly random: Random;
  readonly clock: WorldClock;
  readonly schedule: Schedule;
  readonly operations: Operations;
  readonly settings = new SettingsBook();
  readonly calls = new CallLog();
  readonly faults = new FaultBook();
  readonly rateLimits = new RateLimits();
  /** What the metadata address gives out at present. */
  metadataCredential: TemporaryCredential | undefined;
  /** Told of defects of this server itself, which a client only sees as InternalError. */
  onDefect: ((defect: unknown) => void) | undefined;
  /** Told of each request that could be taken apart, with its reply. */
  onExchange: ((exchange: Exchange) => void) | undefined;
  readonly accounts = new Map<string, Account>();
  readonly credentials = new Map<string, Credential>();
  /** Ids are unique in the world, so that the control interface needs neither account nor region. */
  readonly instances = new Map<string, Instance>();
  readonly keyPairs = new Map<string, KeyPair>();

  constructor(seed: number, machine: MachineClock, settings: Settings = {}, startMs?: number) {
    this.random = new Random(seed);
    this.clock = new WorldClock(machine, settings.time ?? "real", startMs);
    this.schedule = new Schedule((momentMs, run) => this.clock.asOf(momentMs, run));
    this.operations = new Operations(this.clock, this.schedule, (instance) =>
      this.regionOf(instance).noteOrderChange(),
    );
    this.applySettings(settings);
    this.addAccount();
  }

  /** The account that a fresh world has. */
  get firstAccount(): Account {
    const [account] = this.accounts.values();
    if (!account) throw new Error("A world has at least one account.");
    return account;
  }

  /** Lets everything happen that is due by now. To be called before anything is read or changed. */
  settle(): void {
    this.schedule.runDue(this.clock.nowMs());
  }

  /** Moves the world's time forward and lets happen what is due by then. */
  advance(byMs: number): void {
    this.clock.advance(byMs);
    this.settle();
  }

  /** Changes settings; how time passes takes effect at once. */
  applySettings(settings: Settings): void {
    this.settings.patch(settings);
    if (settings.time) this.clock.setMode(settings.time);
    // What a row shows depends on settings.
    for (const instance of this.instances.values()) instance.row = undefined;
  }

  /** Adds an account, or a further credential to one that is there. What is not given is drawn. */
  addAccount(seed: AccountSeed = {}): Credential {
    const accountId = seed.accountId ?? `1000${this.random.digits(8)}`;
    const account = this.accounts.get(accountId) ?? new Account(accountId);
    this.accounts.set(accountId, account);
    const credential: Credential = {
      // The prefix of real ids is left out on purpose: secret scanners would report it.
      secretId: seed.secretId ?? `LOCALID${this.random.secretText(29)}`,
      secretKey: seed.secretKey ?? this.random.secretText(32),
      account,
      ...(seed.token !== undefined && { token: seed.token }),
      ...(seed.expiresInSeconds !== undefined && { expiresMs: this.clock.nowMs() + seed.expiresInSeconds * 1000 }),
      isEnabled: seed.enabled ?? true,
    };
    this.credentials.set(credential.secretId, credential);
    return credential;
  }

  /** The account and region that an instance or key pair is in. */
  regionOf(thing: { accountId: string; region: string }): Region {
    const account = this.accounts.get(thing.accountId);
    if (!account) throw new Error(`No account ${thing.accountId}.`);
    return account.region(thing.region);
  }

  /** Adds an instance. Its id must be free. */
  addInstance(instance: Instance): void {
    this.instances.set(instance.instanceId, instance);
    this.regionOf(instance).addInstance(instance);
  }

  /** Takes an instance away with its bindings. */
  removeInstance(instance: Instance): void {
    this.instances.delete(instance.instanceId);
    this.regionOf(instance).removeInstance(instance);
  }

  /** Adds a key pair. Its id must be free. */
  addKeyPair(keyPair: KeyPair): void {
    this.keyPairs.set(keyPair.keyId, keyPair);
    this.regionOf(keyPair).addKeyPair(keyPair);
  }

  /** Takes a key pair away with its bindings. */
  removeKeyPair(keyPair: KeyPair): void {
    this.keyPairs.delete(keyPair.keyId);
    this.regionOf(keyPair).removeKeyPair(keyPair.keyId);
  }

  /** Passes a defect of this server on, and gives what a client sees of it. */
  noteDefect(defect: unknown): ApiError {
    this.onDefect?.(defect);
    return new ApiError("InternalError");
  }

  /** Begins an operation that is not by a call: another tool's, or the console's. */
  beginOtherOperation(instance: Instance, other: { name: string; pace: Pace; path?: PathStep[]; requestId?: string }) {
    const plan = {
      name: other.name,
      requestId: other.requestId ?? this.random.uuid(),
      cause: BY_CONTROL,
      path: other.path ?? [],
      effectAt: 1,
      effect: () => {},
      outcome: SUCCEEDED,
    };
    this.operations.begin(instance, plan, other.pace);
  }
}

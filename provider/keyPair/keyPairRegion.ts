import { ApiError } from "../apiError.js";
import type { Clock } from "../clock.js";
import { limitedRead } from "../limitedReads.js";
import { everyRow } from "../lookups/everyRow.js";
import type { Page, PageRequest } from "../lookups/listings.js";
import type { RateBudget } from "../rateBudget.js";
import type { RateBudgets } from "../rateBudgets.js";
import { WRITE_RETRIES, withRetries } from "../retry.js";
import type { KeyPairCalls, KeyPairRow, MadeKeyPair, NewKeyPair, Quota } from "./calls.js";

/** The pause before a key pair is asked for again that is said not to exist: nothing is called gone after one answer. */
const LOOK_TWICE_MS = 1_000;

/**
 * The key pairs of one region, as all `KeyPair` resources of this process share them: called no more often than
 * Lighthouse allows, and again where a read failed in passing or a write was surely not executed.
 */
export class KeyPairRegion {
  /** What reads have failed with since one was answered the last time; undefined where all goes well. */
  trouble: ApiError | undefined;
  private readonly page: (request: PageRequest) => Promise<Page<KeyPairRow>>;
  private readonly askForQuota: () => Promise<Quota | undefined>;
  private readonly importBudget: RateBudget;
  private readonly createBudget: RateBudget;
  private readonly deleteBudget: RateBudget;

  constructor(
    readonly name: string,
    private readonly calls: KeyPairCalls,
    readonly clock: Clock,
    budgets: RateBudgets,
  ) {
    const list = limitedRead("DescribeKeyPairs", budgets, clock, (trouble) => {
      this.trouble = trouble;
    });
    this.page = (request) => list(() => calls.keyPairs(request));
    const ask = limitedRead("DescribeGeneralResourceQuotas", budgets, clock);
    this.askForQuota = () => ask(() => calls.quota());
    this.importBudget = budgets.of("ImportKeyPair");
    this.createBudget = budgets.of("CreateKeyPair");
    this.deleteBudget = budgets.of("DeleteKeyPairs");
  }

  /** All key pairs that there are. */
  all(): Promise<KeyPairRow[]> {
    return everyRow((offset) => this.page({ offset }), idOf);
  }

  /** One key pair; undefined where two looks have not found it. */
  async find(keyId: string): Promise<KeyPairRow | undefined> {
    const found = await this.look(keyId);
    if (found) return found;
    await this.clock.sleep(LOOK_TWICE_MS);
    return this.look(keyId);
  }

  /** How much room there is; undefined where the service does not tell. */
  quota(): Promise<Quota | undefined> {
    return this.askForQuota();
  }

  import(wanted: NewKeyPair & { publicKey: string }): Promise<string> {
    return this.write(this.importBudget, () => this.calls.importKeyPair(wanted));
  }

  create(wanted: NewKeyPair): Promise<MadeKeyPair> {
    return this.write(this.createBudget, () => this.calls.createKeyPair(wanted));
  }

  /** `onRetry` is told of each refusal after which it is asked for again. */
  delete(keyId: string, onRetry?: (refusal: Error) => void): Promise<void> {
    return this.write(this.deleteBudget, () => this.calls.deleteKeyPair(keyId), onRetry);
  }

  private async look(keyId: string): Promise<KeyPairRow | undefined> {
    try {
      return (await this.page({ ids: [keyId], offset: 0 })).rows.find((row) => idOf(row) === keyId);
    } catch (error) {
      if (error instanceof ApiError && error.kind === "keyGone") return undefined;
      throw error;
    }
  }

  private write<T>(budget: RateBudget, send: () => Promise<T>, onRetry?: (refusal: Error) => void): Promise<T> {
    return withRetries(() => budget.spend(send), WRITE_RETRIES, this.clock, onRetry);
  }
}

function idOf({ keyId }: KeyPairRow): string {
  return keyId;
}

import type { Connection } from "../configuration.js";
import { getOrMake } from "../getOrMake.js";
import type { Session } from "../session.js";
import type { Properties } from "../state.js";
import type { KeyPairCalls, KeyPairRow, Quota } from "./calls.js";
import type { KeyPairDeclaration } from "./keyPairDeclaration.js";
import { KeyPairRegion } from "./keyPairRegion.js";

/** Reaches the key pairs of one region; nothing is called until something is asked of it. */
export type ConnectKeyPairs = (region: string, connection: Connection) => KeyPairCalls;

/** What all `KeyPair` resources of one provider process know in common, during one run of a command. */
export class KeyPairRun {
  private readonly regions = new Map<string, KeyPairRegion>();
  /** By what only one resource may declare in a region, the URN of the one that does. */
  private readonly owners = new Map<string, string>();
  /** By URN: check is asked twice of what is replaced, the second time without what is recorded. */
  private readonly byUrn = new Map<string, { region?: string }>();
  private readonly byInputs = new Map<string, KeyPairDeclaration>();
  /** By region, what a preview has seen, how much room there is, and how many pairs it has planned. */
  private readonly listings = new Map<string, Promise<KeyPairRow[]>>();
  private readonly quotas = new Map<string, Promise<Quota | undefined>>();
  private readonly planned = new Map<string, number>();

  constructor(
    readonly session: Session,
    private readonly connect: ConnectKeyPairs,
  ) {}

  /** Throws `ConfigurationError` where credentials are missing. */
  region(name: string): KeyPairRegion {
    return getOrMake(this.regions, name, () => {
      const { session } = this;
      return new KeyPairRegion(name, this.connect(name, session.connection()), session.clock, session.budgets(name));
    });
  }

  /** Notes a declaration as check sees it, for the methods that are told only inputs. */
  note(inputs: Properties, declaration: KeyPairDeclaration): void {
    this.byInputs.set(shapeOf(inputs), declaration);
  }

  /** What was noted for such inputs; undefined where no program ran, as in a refresh. */
  declarationOf(inputs: Properties): KeyPairDeclaration | undefined {
    return this.byInputs.get(shapeOf(inputs));
  }

  /** Notes in which region a resource is recorded. */
  noteRecorded(urn: string, region: string | undefined): void {
    this.byUrn.set(urn, { ...(region !== undefined && { region }) });
  }

  /** What was noted of a resource that is recorded; undefined for a new one. */
  recorded(urn: string | undefined): { region?: string } | undefined {
    return urn === undefined ? undefined : this.byUrn.get(urn);
  }

  /** Who declares a thing already that only one resource may declare; from now on it is `urn`, where nobody does. */
  otherOwner(thing: string, urn: string | undefined): string | undefined {
    const owner = getOrMake(this.owners, thing, () => urn ?? "");
    return owner === (urn ?? "") ? undefined : owner;
  }

  /** The key pairs of a region as a preview sees them, asked for once. */
  listing(region: string): Promise<KeyPairRow[]> {
    return getOrMake(this.listings, region, () => this.region(region).all());
  }

  /**
   * How much room there is in a region as a preview sees it, asked for until it is told; undefined where it is not, for
   * it is a courtesy, and the apply finds out.
   */
  async quota(region: string): Promise<Quota | undefined> {
    try {
      return await getOrMake(this.quotas, region, () => this.region(region).quota());
    } catch {
      this.quotas.delete(region);
      return undefined;
    }
  }

  /** Counts one more pair that a preview plans to make; answers with how many that are in the region. */
  plan(region: string): number {
    const planned = (this.planned.get(region) ?? 0) + 1;
    this.planned.set(region, planned);
    return planned;
  }
}

/** What is declared of a pair; what check fills in by itself is left out. */
function shapeOf({ keyName, keyNamePrefix, publicKey, region, tags }: Properties): string {
  return JSON.stringify([keyName, keyNamePrefix, publicKey, region, tags]);
}

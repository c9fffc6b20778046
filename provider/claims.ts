import type { ClaimBoard, ClaimNote } from "./claimBoard.js";
import { getOrMake } from "./getOrMake.js";
import { type Neighbour, Neighbourhood } from "./neighbourhood.js";
import type { Pair, Pairs } from "./pairs.js";
import type { ToldOf } from "./program.js";

/** Another association that declares an instance, and the keys that it declares there. */
export interface Rival {
  owner: string;
  keyIds: string[];
}

/** What the program tells, as far as it matters here. */
interface Told {
  readonly declared: Neighbourhood;
  check: (told: ToldOf) => void;
}

/**
 * What the program was seen or told to declare, and what was given up, during one run of a command. A provider process
 * serves one run, so nothing is ever taken out.
 *
 * A replaced, renamed or moved association is created first and adopts its pairs; the old one is deleted later and must
 * leave alone what somebody else has declared meanwhile. Each explicit provider of a program has a process of its own:
 * by the board each knows what the others know.
 */
export class Claims {
  /** By region and instance, by owner: the keys. */
  private readonly claimed = new Map<string, Map<string, Set<string>>>();
  private readonly released = new Set<string>();
  /** What another process is unbinding. */
  private readonly underWay = new Set<string>();
  private readonly left = new Set<string>();
  private readonly failed = new Set<string>();
  private readonly adopted = new Set<string>();

  constructor(
    private readonly board: ClaimBoard,
    private readonly program: Told = { declared: new Neighbourhood(), check: () => undefined },
  ) {}

  /**
   * Notes that an association of the program, named by its URN, declares each of these keys on each instance. `told` is
   * what the program tells of it, which counts no longer.
   */
  claim(region: string, declared: Pairs, owner = "", told?: ToldOf): void {
    const [keyIds, instanceIds] = [declared.keyIds(), declared.instanceIds()];
    this.tell({ what: "claimed", region, keyIds, instanceIds, owner, ...(told && { told }) });
  }

  isClaimed(region: string, { instanceId, keyId }: Pair): boolean {
    return [...this.ownersOf(region, instanceId).values()].some((keyIds) => keyIds.has(keyId));
  }

  /**
   * Whether an association declares the pair that was checked, or of which the program tells: the engine may have it
   * checked only later, or not at all where it is no target of the command.
   */
  isDeclared(region: string, pair: Pair): boolean {
    return this.isClaimed(region, pair) || this.isYetToCome(region, pair);
  }

  /** The names of those that declare the pair. */
  declaring(region: string, { instanceId, keyId }: Pair): string[] {
    const claiming = [...this.ownersOf(region, instanceId)].filter(([, keyIds]) => keyIds.has(keyId));
    const told = this.toldOf(region, instanceId).filter(({ keyIds }) => keyIds.includes(keyId));
    return [...new Set([...claiming.map(([owner]) => nameIn(owner)), ...told.map(({ name }) => name)])];
  }

  private isYetToCome(region: string, { instanceId, keyId }: Pair): boolean {
    return this.toldOf(region, instanceId).some(({ keyIds }) => keyIds.includes(keyId));
  }

  /** What the program tells of associations that are yet to be checked: what one declares in the end, check is shown. */
  private toldOf(region: string, instanceId: string): Neighbour[] {
    const { declared } = this.program;
    return declared.on(region, instanceId).filter((neighbour) => !declared.isChecked(neighbour));
  }

  /** The other associations that were checked and declare a key of their own, none of `keyIds`, on the instance. */
  checkedRivals(region: string, instanceId: string, keyIds: readonly string[], owner = ""): Rival[] {
    return [...this.ownersOf(region, instanceId)].flatMap(([other, theirs]) => {
      const foreign = [...theirs].filter((keyId) => !keyIds.includes(keyId));
      return other === owner || foreign.length === 0 ? [] : [{ owner: other, keyIds: foreign }];
    });
  }

  /** The same, with those that are yet to be checked. */
  rivals(region: string, instanceId: string, keyIds: readonly string[], owner = ""): Rival[] {
    const claiming = this.checkedRivals(region, instanceId, keyIds, owner);
    const named = new Set(claiming.map((rival) => nameIn(rival.owner)));
    const yetToCome = this.toldOf(region, instanceId).flatMap((other) => {
      const foreign = other.keyIds.filter((keyId) => !keyIds.includes(keyId));
      return named.has(other.name) || foreign.length === 0 ? [] : [{ owner: other.name, keyIds: foreign }];
    });
    return [...claiming, ...yetToCome];
  }

  /** Notes that an association could not be made, so that what it declares is recorded nowhere. */
  fail(owner = ""): void {
    this.tell({ what: "failed", owner });
  }

  /** Whether somebody declares the pair of whom it is not known that he could not be made. */
  hasKeeper(region: string, pair: Pair): boolean {
    const { instanceId, keyId } = pair;
    const owners = this.ownersOf(region, instanceId);
    const isMade = [...owners].some(([owner, keyIds]) => keyIds.has(keyId) && !this.failed.has(owner));
    return isMade || this.isYetToCome(region, pair);
  }

  /** Notes that these pairs were left bound, to whoever else declares them, and are recorded there no longer. */
  leave(region: string, pairs: Iterable<Pair>): void {
    this.tell({ what: "left", region, pairs: [...pairs] });
  }

  /** Whether the pair was left to whoever declares it now. */
  isLeft(region: string, { instanceId, keyId }: Pair): boolean {
    this.hear();
    return this.left.has(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /** Notes that these pairs are about to be unbound. */
  release(region: string, pairs: Iterable<Pair>): void {
    this.tell({ what: "released", region, pairs: [...pairs] });
  }

  /** Notes that what was to be done about these pairs is over, however it ended. */
  end(region: string, pairs: Iterable<Pair>): void {
    this.tell({ what: "ended", region, pairs: [...pairs] });
  }

  /** Whether another process is unbinding the pair: what shows of it may be about to change. */
  isUnderWay(region: string, { instanceId, keyId }: Pair): boolean {
    this.hear();
    return this.underWay.has(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /**
   * Whether the pair was unbound in this run. An association that is checked only afterwards, since it waits for the one
   * that gave the pair up, has to bind it again, whatever its state says.
   */
  isReleased(region: string, { instanceId, keyId }: Pair): boolean {
    this.hear();
    return this.released.has(`${placeOf(region, instanceId)} ${keyId}`);
  }

  /** Notes that a key pair that existed is a new resource's from now on; whoever had it before must leave it alone. */
  adopt(region: string, keyId: string): void {
    this.tell({ what: "adopted", region, keyId });
  }

  isAdopted(region: string, keyId: string): boolean {
    this.hear();
    return this.adopted.has(`${region} ${keyId}`);
  }

  private ownersOf(region: string, instanceId: string): ReadonlyMap<string, ReadonlySet<string>> {
    this.hear();
    return this.claimed.get(placeOf(region, instanceId)) ?? new Map<string, ReadonlySet<string>>();
  }

  private tell(note: ClaimNote): void {
    this.note(note);
    this.board.post(note);
  }

  private hear(): void {
    for (const note of this.board.news()) {
      this.note(note);
      if (note.what !== "released" && note.what !== "ended") continue;
      for (const { instanceId, keyId } of note.pairs) {
        const pair = `${placeOf(note.region, instanceId)} ${keyId}`;
        if (note.what === "released") this.underWay.add(pair);
        else this.underWay.delete(pair);
      }
    }
  }

  private note(note: ClaimNote): void {
    switch (note.what) {
      case "claimed":
        if (note.told) this.program.check(note.told);
        for (const instanceId of note.instanceIds) {
          const place = placeOf(note.region, instanceId);
          const owners = getOrMake(this.claimed, place, () => new Map<string, Set<string>>());
          const keyIds = getOrMake(owners, note.owner, () => new Set<string>());
          for (const keyId of note.keyIds) keyIds.add(keyId);
        }
        break;
      case "failed":
        this.failed.add(note.owner);
        break;
      case "adopted":
        this.adopted.add(`${note.region} ${note.keyId}`);
        break;
      case "ended":
        break;
      case "left":
      case "released":
        for (const { instanceId, keyId } of note.pairs) {
          this[note.what].add(`${placeOf(note.region, instanceId)} ${keyId}`);
        }
    }
  }
}

/** The name of a resource, which ends its URN; a name is its own. */
export function nameIn(urn: string): string {
  return urn.slice(urn.includes("::") ? urn.lastIndexOf("::") + 2 : 0) || "another";
}

function placeOf(region: string, instanceId: string): string {
  return `${region} ${instanceId}`;
}

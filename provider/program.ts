import { type Neighbour, Neighbourhood } from "./neighbourhood.js";
import { INSTANCE_ID, KEY_ID, problemWithForm } from "./validate.js";

/** In which file the program tells of an association, and which place it has there. */
export interface ToldOf {
  file: string;
  place: number;
}

/** Opens a file that grows; what it answers with tells what was added since it was last asked, and may throw. */
export type OpenLines = (file: string) => () => readonly unknown[];

/**
 * What the program of this run tells that it declares, in a file that each of its associations names: the engine brings
 * the associations to the provider one by one, in any order, and the last of them may come after the first is done.
 */
export class Program {
  private readonly neighbourhood = new Neighbourhood();
  private readonly news = new Map<string, () => readonly unknown[]>();
  private isUpToDate = false;

  constructor(private readonly open: OpenLines) {}

  /** Notes that an association is checked: what is told of it counts no longer. */
  check(told: ToldOf): void {
    this.neighbourhood.check(placeOf(told));
  }

  /** Reads a file from now on. */
  heed(file: string): void {
    if (this.news.has(file)) return;
    this.news.set(file, this.open(file));
    this.isUpToDate = false;
  }

  /** What is told of an association; undefined where nothing is. */
  whatIsToldOf(told: ToldOf): Neighbour | undefined {
    return this.declared.at(placeOf(told));
  }

  /** All that was told until now. */
  get declared(): Neighbourhood {
    this.hear();
    return this.neighbourhood;
  }

  private hear(): void {
    // Once in a turn of the event loop: a set of pairs asks one by one.
    if (this.isUpToDate) return;
    this.isUpToDate = true;
    queueMicrotask(() => {
      this.isUpToDate = false;
    });
    for (const [file, news] of this.news) {
      for (const line of linesOf(news)) {
        const neighbour = neighbourIn(line, file);
        if (neighbour) this.neighbourhood.add(neighbour);
      }
    }
  }
}

/** A program that has ended has taken its file along; what cannot be read tells nothing. */
function linesOf(news: () => readonly unknown[]): readonly unknown[] {
  try {
    return news();
  } catch {
    return [];
  }
}

/**
 * What a program tells of one association; undefined where it is nothing of the kind. Ids that are malformed are left
 * out: one of them refuses a whole request, and the association's own check names it.
 */
export function neighbourIn(told: unknown, file: string): Neighbour | undefined {
  if (typeof told !== "object" || told === null) return undefined;
  const { place, name, provider, region, keyIds, instanceIds } = told as Readonly<Record<string, unknown>>;
  if (typeof place !== "number" || typeof name !== "string" || typeof provider !== "number") return undefined;
  return {
    place: placeOf({ file, place }),
    name,
    provider,
    ...(typeof region === "string" && { region }),
    keyIds: idsIn(keyIds).filter((id) => problemWithForm(id, KEY_ID) === undefined),
    instanceIds: idsIn(instanceIds).filter((id) => problemWithForm(id, INSTANCE_ID) === undefined),
  };
}

/** Two copies of the package in one program count places each by itself. */
function placeOf({ file, place }: ToldOf): string {
  return `${place} in ${file}`;
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

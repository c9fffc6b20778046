import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Neighbour } from "../provider/neighbourhood.js";
import type { ToldOf } from "../provider/program.js";

/** The arguments by which an association is told of. */
interface Arguments {
  keyIds?: unknown;
  instanceIds?: unknown;
  region?: unknown;
}

/** What an association was constructed of. */
export interface Made {
  type: string;
  name: string;
  given: Arguments;
  opts: pulumi.CustomResourceOptions | undefined;
}

const PREFIX = "lighthouse-program-";
/** After so long a folder counts as left over. */
const LEFT_OVER_AFTER_MS = 2 * 3_600_000;

/** A folder that only the user can read, with a file for each run of a program in this process, for as long as it lives. */
let folder: string | undefined;
let files = 0;

/** What one run of a program declares: a line for each association whose ids are known. */
class ProgramFile {
  readonly path: string;
  private places = 0;
  private readonly providers = new Map<object, number>();

  constructor() {
    // Cleared away meanwhile, where the process lives for long.
    if (folder === undefined || !existsSync(folder)) folder = newFolder();
    this.path = join(folder, String(files++));
    writeFileSync(this.path, "", { mode: 0o600, flag: "wx" });
  }

  nextPlace(): number {
    return this.places++;
  }

  add(neighbour: Omit<Neighbour, "place"> & Pick<ToldOf, "place">): void {
    appendFileSync(this.path, `${JSON.stringify(neighbour)}\n`);
  }

  numberOf(provider: object): number {
    const number = this.providers.get(provider) ?? this.providers.size;
    this.providers.set(provider, number);
    return number;
  }
}

/** By stack: each run of a program has one of its own. */
const FILES = new WeakMap<object, ProgramFile>();
/** Where there is no stack, as in tests of a program. */
const NO_STACK = {};

/**
 * Tells the provider of an association. The engine has the provider check one after the other, in any order and some only
 * later; from the file it knows of all of them.
 */
export class ToldLater {
  /** Where it is told of, once it is; undefined where there can be no file. */
  readonly told: Promise<ToldOf | undefined>;
  private resolve: (told: Promise<ToldOf | undefined>) => void = () => undefined;

  constructor() {
    this.told = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  /** Notes what it declares, as soon as that is known: at once where no argument is an output. */
  tell(resource: object, made: Made): void {
    this.resolve(note(resource, made));
  }
}

async function note(resource: object, { type, name, given, opts }: Made): Promise<ToldOf | undefined> {
  try {
    const file = fileOfRun();
    const place = file.nextPlace();
    const known = areIds(given) ? given : await onceKnown(given);
    // What is unknown, as in a preview, or a secret is in no file.
    if (areIds(known) && isDeclaredAsGiven(resource, opts)) {
      const { keyIds, instanceIds, region } = known;
      const provider = file.numberOf(opts?.provider ?? opts?.parent?.getProvider(type) ?? NO_STACK);
      file.add({ place, name, provider, ...(region !== undefined && { region }), keyIds, instanceIds });
    }
    return { file: file.path, place };
  } catch {
    // The provider goes by what it sees, as it does for a program that tells nothing.
    return undefined;
  }
}

/** Whether nothing is known to make other inputs of the arguments than they are. */
function isDeclaredAsGiven(resource: object, opts: pulumi.CustomResourceOptions = {}): boolean {
  const ignored = opts.ignoreChanges ?? [];
  const isIgnored = ["*", "keyIds", "instanceIds", "region"].some((name) =>
    ignored.some((path) => path.startsWith(name)),
  );
  // Its own and its parents'; the SDK has them and does not declare them.
  const { __transformations = [] } = resource as { __transformations?: readonly unknown[] };
  return !isIgnored && __transformations.length === 0 && (opts.transforms ?? []).length === 0;
}

function fileOfRun(): ProgramFile {
  const stack = pulumi.runtime.getStackResource() ?? NO_STACK;
  const present = FILES.get(stack);
  if (present) return present;
  const made = new ProgramFile();
  FILES.set(stack, made);
  return made;
}

function newFolder(): string {
  for (const name of readdirSync(tmpdir())) if (name.startsWith(PREFIX)) clearAway(join(tmpdir(), name));
  const made = mkdtempSync(join(tmpdir(), PREFIX));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What a program has left that was killed, and nobody needs any more. */
function clearAway(left: string): void {
  try {
    if (Date.now() - statSync(left).mtimeMs > LEFT_OVER_AFTER_MS) rmSync(left, { recursive: true, force: true });
  } catch {
    // It is another user's, or gone by now.
  }
}

/** The values of arguments; undefined where some are unknown or secret, and where one fails, as the resource tells. */
async function onceKnown({ keyIds, instanceIds, region }: Arguments): Promise<unknown> {
  // The SDK has it and does not declare it; an output that is unknown never gives its value.
  const told: pulumi.Output<unknown> & { isKnown?: Promise<boolean> } = pulumi.output({ keyIds, instanceIds, region });
  try {
    const isOpen = (await told.isKnown) === true && !(await pulumi.isSecret(told));
    return isOpen ? await new Promise((resolve) => told.apply(resolve)) : undefined;
  } catch {
    return undefined;
  }
}

function areIds(value: unknown): value is Pick<Neighbour, "keyIds" | "instanceIds" | "region"> {
  if (typeof value !== "object" || value === null) return false;
  const { keyIds, instanceIds, region } = value as Arguments;
  return isList(keyIds) && isList(instanceIds) && (region === undefined || typeof region === "string");
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((id) => typeof id === "string");
}

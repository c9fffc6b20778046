import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Neighbour } from "../provider/neighbourhood.js";
import { type Declaration, declarationOf } from "./declaration.js";

/** The arguments by which an association is told of. */
interface Arguments {
  keyIds?: unknown;
  instanceIds?: unknown;
  region?: unknown;
}

/** In which file the program tells what it declares, and which place there an association has. */
export interface Told {
  file: string;
  place: number;
}

/** A folder that only the user can read, with a file for each run of a program in this process, for as long as it lives. */
let folder: string | undefined;
let files = 0;

/** What one run of a program declares: a line for each association whose ids are known. */
class ProgramFile {
  readonly path: string;
  private places = 0;
  private readonly providers = new Map<object, number>();

  constructor() {
    folder ??= newFolder();
    this.path = join(folder, String(files++));
    writeFileSync(this.path, "", { mode: 0o600 });
  }

  nextPlace(): number {
    return this.places++;
  }

  add(neighbour: Neighbour): void {
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

/** What the provider is told of an association beside its inputs, and of what else the program declares. */
export async function declarationWithProgram(
  type: string,
  name: string,
  given: Arguments,
  opts: pulumi.CustomResourceOptions | undefined,
): Promise<Declaration & { told?: Told }> {
  const noted = noteAssociation(name, given, opts?.provider ?? opts?.parent?.getProvider(type));
  const declaration = await declarationOf(type, name, opts);
  const told = await noted;
  return { ...declaration, ...(told && { told }) };
}

/**
 * Notes what an association declares, as soon as it is known: at once where no argument is an output. The engine has the
 * provider check one after the other, in any order and some only later; from the file it knows of all of them.
 *
 * Answers, when it is noted, with what the provider is told of it; undefined where there can be no file.
 *
 * @param provider The provider of the program that serves the association. @default the stack's own
 */
export async function noteAssociation(
  name: string,
  given: Arguments,
  provider: object = NO_STACK,
): Promise<Told | undefined> {
  try {
    const file = fileOfRun();
    const place = file.nextPlace();
    const known = areIds(given) ? given : await onceKnown(given);
    // What is unknown, as in a preview, or a secret is in no file.
    if (areIds(known)) {
      const { keyIds, instanceIds, region } = known;
      const where = region === undefined ? {} : { region };
      file.add({ place, name, provider: file.numberOf(provider), ...where, keyIds, instanceIds });
    }
    return { file: file.path, place };
  } catch {
    // The provider goes by what it sees, as it does for a program that tells nothing.
    return undefined;
  }
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
  const made = mkdtempSync(join(tmpdir(), "lighthouse-program-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
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

/** Reads what `pulumi preview --json` wrote. */
import { type AssociationStep, associationStep, type EngineStep } from "./associationStep.js";
import { JsonError, jsonElements } from "./jsonElements.js";

/** An error that a preview ended with. */
export interface PreviewError {
  /** The name of the resource it is about; undefined where it is about the program as a whole. */
  resource?: string;
  message: string;
}

/** A preview, as far as a report needs it. */
export interface Preview {
  project?: string;
  stack?: string;
  associations: AssociationStep[];
  /** How many other resources the preview changes. */
  otherChanges: number;
  /** How many unchanged resources the preview does not list: those that need `--show-sames`. */
  unlisted: number;
  errors: PreviewError[];
}

/** What was read is not the output of `pulumi preview --json`. The message says why, and what to do. */
export class NotAPreview extends Error {
  override readonly name = "NotAPreview";
}

/** The longest step that is read, in characters: about 2,500,000 bindings. Steps are read one at a time. */
const MAX_STEP_LENGTH = 256 * 1024 * 1024;

const HOW_TO = "Give it what `pulumi preview --json` writes to its standard output, as a file or by a pipe.";

/** What a preview holds, each of it only where there is some. */
const FAMILIAR = new Set(["steps", "diagnostics", "duration", "changeSummary"]);

/** Operations by which nothing changes. */
const QUIET = new Set(["same", "refresh", "read", "read-replacement", "read-discard", "discard-replaced"]);

/** Operations after which a resource is there that was not. */
const MAKES = new Set(["create", "create-replacement", "import", "import-replacement"]);

/** Reads a preview as it arrives. Throws `NotAPreview`. */
export async function readPreview(chunks: AsyncIterable<string> | Iterable<string>): Promise<Preview> {
  const reading = new Reading();
  try {
    for await (const { key, text } of jsonElements(chunks, MAX_STEP_LENGTH)) reading.take(key, text);
  } catch (error) {
    if (!(error instanceof JsonError || error instanceof SyntaxError)) throw error;
    throw new NotAPreview(`This is no preview that can be read: ${error.message}. ${HOW_TO}`, { cause: error });
  }
  return reading.preview();
}

class Reading {
  private readonly associations: AssociationStep[] = [];
  private readonly errors: PreviewError[] = [];
  private readonly made = new Set<string>();
  private urn: string | undefined;
  private isPreview = false;
  private otherChanges = 0;
  private sames = 0;
  private listedSames = 0;

  take(key: string, text: string): void {
    if (FAMILIAR.has(key)) this.isPreview = true;
    if (key === "steps") this.takeStep(JSON.parse(text) as EngineStep);
    else if (key === "diagnostics") this.takeDiagnostic(JSON.parse(text) as Record<string, unknown>);
    else if (key === "changeSummary") this.takeSummary(JSON.parse(text) as Record<string, unknown>);
  }

  preview(): Preview {
    if (!this.isPreview) throw new NotAPreview(`This is JSON, but not of a preview: it has no steps. ${HOW_TO}`);
    const [, , stack, project] = /^urn:(pulumi):(.*?)::(.*?)::/.exec(this.urn ?? "") ?? [];
    return {
      ...(project && { project }),
      ...(stack && { stack }),
      associations: this.associations,
      otherChanges: this.otherChanges,
      unlisted: Math.max(0, this.sames - this.listedSames),
      errors: this.errors,
    };
  }

  private takeStep(step: EngineStep): void {
    const [op, urn] = [String(step.op), String(step.urn)];
    this.urn ??= urn;
    if (op === "same") this.listedSames++;
    if (MAKES.has(op)) this.made.add(urn);
    const association = associationStep(step, (dependency) => this.made.has(dependency));
    if (association) this.associations.push(association);
    // The second and third step of a replacement are no further change; a stack is no resource to a reader.
    else if (
      !QUIET.has(op) &&
      op !== "replace" &&
      op !== "delete-replaced" &&
      !urn.includes("::pulumi:pulumi:Stack::")
    ) {
      this.otherChanges++;
    }
  }

  private takeDiagnostic({ urn, message, severity }: Record<string, unknown>): void {
    if (severity !== "error" || typeof message !== "string") return;
    const resource = typeof urn === "string" ? urn.slice(urn.lastIndexOf("::") + 2) : "";
    this.errors.push({ ...(resource && { resource }), message: message.replace(/^error: /, "") });
  }

  private takeSummary(summary: Record<string, unknown>): void {
    if (typeof summary.same === "number") this.sames = summary.same;
  }
}

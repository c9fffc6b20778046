import { parseArgs } from "node:util";

/** What a pipeline can be stopped for. */
export type FailOn = "shutdown" | "lockout";

/** What the command is to do. */
export interface Options {
  /** The file to read; undefined for the standard input. */
  input?: string;
  /** Where the Markdown goes: a file, or `-` for the standard output. */
  markdown?: string;
  /** Where the page goes: likewise. */
  html?: string;
  failOn: FailOn[];
  looksUp: boolean;
  colour: "auto" | "always" | "never";
  wantsHelp: boolean;
}

/** The command was called in a way that it does not know. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** What `--help` prints. */
export const HELP = `Reports what a Pulumi preview will do to Tencent Cloud Lighthouse instances.

  pulumi preview --json --show-sames | lighthouse-report [options]
  lighthouse-report [options] PREVIEW.json

It prints a table to the terminal, or writes:
  --markdown FILE    a comment for a pull request
  --html FILE        one page with the access matrix
                     "-" for FILE is the standard output, in the place of the table

  --fail-on WHAT     exit code 2 where an instance will or may be shut down (shutdown), or left without a key
                     (lockout). May be given twice, or as shutdown,lockout. What was not looked at may happen.
  --no-look-up       calls nothing, whatever credentials there are
  --colour WHEN      auto (default), always or never; also --color
  --help

With credentials in the environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY) it looks at the instances and key
pairs concerned: names, power states, and what else is bound. It never changes anything. Without them it says so.

Exit codes: 0 written; 1 nothing written, since the input is no preview or the command is not understood;
2 --fail-on found what it looks for; 3 --fail-on was given and the preview itself ended with errors.
`;

/** Reads the arguments of the command. Throws `UsageError`. */
export function optionsFrom(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  if (positionals.length > 1) throw new UsageError(`It reads one preview, and ${positionals.length} were given.`);
  const [input] = positionals;
  const colour = values.colour ?? values.color ?? "auto";
  if (!isColour(colour)) throw new UsageError(`--colour is auto, always or never, not ${JSON.stringify(colour)}.`);
  if (values.markdown === "-" && values.html === "-") {
    throw new UsageError("--markdown and --html cannot both go to the standard output.");
  }
  return {
    ...(input !== undefined && input !== "-" && { input }),
    ...(values.markdown !== undefined && { markdown: values.markdown }),
    ...(values.html !== undefined && { html: values.html }),
    failOn: (values["fail-on"] ?? []).flatMap((list) => list.split(",")).map(failOnFrom),
    looksUp: !values["no-look-up"],
    colour,
    wantsHelp: values.help ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        markdown: { type: "string" },
        html: { type: "string" },
        "fail-on": { type: "string", multiple: true },
        "no-look-up": { type: "boolean" },
        colour: { type: "string" },
        color: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

function failOnFrom(text: string): FailOn {
  const word = text.trim();
  if (word === "shutdown" || word === "lockout") return word;
  throw new UsageError(`--fail-on is shutdown or lockout, not ${JSON.stringify(word)}.`);
}

function isColour(text: string): text is Options["colour"] {
  return text === "auto" || text === "always" || text === "never";
}

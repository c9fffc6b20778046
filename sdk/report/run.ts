import { accessOf } from "./access.js";
import type { AssociationStep } from "./associationStep.js";
import { decodedText } from "./decodedText.js";
import { EXIT, verdictOn } from "./exitCode.js";
import { html } from "./html.js";
import { Live } from "./live.js";
import { isDefaultProvider, lookUp, type Seen, type Sight } from "./lookUp.js";
import { markdown } from "./markdown.js";
import { HELP, type Options, optionsFrom, UsageError } from "./options.js";
import { NotAPreview, readPreview } from "./preview.js";
import { type Report, reportOn } from "./report.js";
import { type Screen, terminal } from "./terminal.js";

/** The outside world, as the command is given it. */
export interface Surroundings {
  stdin: AsyncIterable<Uint8Array>;
  readFile: (path: string) => AsyncIterable<Uint8Array>;
  writeFile: (path: string, text: string) => Promise<void>;
  print: (text: string) => void;
  complain: (text: string) => void;
  screen: Screen;
  /** How Lighthouse is reached, or why it is not. */
  sight: () => Sight | string;
}

/** Runs the command: reads the preview, looks at what is live, writes the report. Returns the exit code. */
export async function run(args: readonly string[], world: Surroundings): Promise<number> {
  try {
    const options = optionsFrom(args);
    if (options.wantsHelp) {
      world.print(HELP);
      return EXIT.written;
    }
    const report = await reportFor(options, world);
    await write(report, options, world);
    const { code, reason } = verdictOn(report, options.failOn);
    if (reason !== undefined) world.complain(`lighthouse-report: ${reason}\n`);
    return code;
  } catch (error) {
    if (!isForUser(error)) throw error;
    const advice = error instanceof UsageError ? " lighthouse-report --help tells more." : "";
    world.complain(`lighthouse-report: ${error.message}${advice}\n`);
    return EXIT.notWritten;
  }
}

async function reportFor({ input, looksUp }: Options, world: Surroundings): Promise<Report> {
  const bytes = input === undefined ? world.stdin : world.readFile(input);
  const preview = await readPreview(decodedText(bytes));
  const { regions, notes } = await see(preview.associations, looksUp, world);
  const access = accessOf(preview.associations, ({ provider, region }) => {
    const live = region !== undefined && isDefaultProvider(provider) ? regions.get(region) : undefined;
    return live ?? Live.unseen;
  });
  return reportOn(preview, access, notes);
}

async function see(steps: readonly AssociationStep[], looksUp: boolean, world: Surroundings): Promise<Seen> {
  const nothing = new Map<string, Live>();
  if (steps.length === 0) return { regions: nothing, notes: [] };
  if (!looksUp) return { regions: nothing, notes: ["Lighthouse was not looked at, as asked."] };
  const sight = world.sight();
  return typeof sight === "string" ? { regions: nothing, notes: [sight] } : lookUp(steps, sight);
}

async function write(report: Report, options: Options, world: Surroundings): Promise<void> {
  const { colour, markdown: markdownPath, html: htmlPath } = options;
  if (markdownPath !== undefined) await put(markdownPath, markdown(report), world);
  if (htmlPath !== undefined) await put(htmlPath, html(report), world);
  if (markdownPath === "-" || htmlPath === "-") return;
  const hasColour = colour === "auto" ? world.screen.hasColour : colour === "always";
  world.print(terminal(report, { ...world.screen, hasColour }));
}

async function put(path: string, text: string, world: Surroundings): Promise<void> {
  if (path === "-") world.print(text);
  else await world.writeFile(path, text);
}

/** Errors that a person can do something about: a wrong call, a wrong file. */
function isForUser(error: unknown): error is Error {
  if (error instanceof UsageError || error instanceof NotAPreview) return true;
  return error instanceof Error && "syscall" in error;
}

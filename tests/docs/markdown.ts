import { parse, postprocess, preprocess } from "micromark";
import { gfm } from "micromark-extension-gfm";

/** A heading. */
export interface Heading {
  /** 1 to 6. */
  level: number;
  /** As read, without markup. */
  text: string;
  /** The part of an address that leads to it, as GitHub makes it. */
  anchor: string;
}

/** A block of code between fences. */
export interface CodeBlock {
  /** The first word after the opening fence, such as `ts`; empty where there is none. */
  language: string;
  text: string;
}

/** A row of a table, the head included. */
export interface Row {
  /** As written, without the blanks around. */
  cells: string[];
  /** What is set as code in it. */
  code: string[];
}

/** What stands under one heading, up to the next of any level. */
export interface Section {
  /** Undefined for what comes before the first. */
  heading: Heading | undefined;
  blocks: CodeBlock[];
  tables: Row[][];
  /** Number of items of lists. */
  items: number;
  /** What is set as code in the text, tables included. */
  code: string[];
  /** Where links, images and definitions lead, as written. */
  links: string[];
}

type Events = ReturnType<typeof postprocess>;
type Entered = Extract<Events[number], readonly unknown[]>;

/** Takes a page of GitHub's Markdown apart into its sections. HTML in it is not looked into. */
export function sectionsOf(markdown: string): Section[] {
  const sections = [emptySection()];
  const anchors = new Map<string, number>();
  for (const [step, token, context] of eventsOf(markdown)) {
    const section = sections.at(-1) ?? emptySection();
    if (step === "exit") {
      if (token.type === "atxHeading" && section.heading) section.heading.anchor = anchorOf(section.heading, anchors);
      continue;
    }
    const source = context.sliceSerialize(token);
    if (token.type === "atxHeading") sections.push(emptySection({ level: 0, text: "", anchor: "" }));
    else take(section, token.type, source);
  }
  return sections;
}

function eventsOf(markdown: string): Entered[] {
  const parser = parse({ extensions: [gfm()] });
  return postprocess(parser.document().write(preprocess()(markdown, undefined, true)));
}

/** Adds one piece of a page to the section that it is in. */
function take(section: Section, type: string, source: string): void {
  const { heading, blocks, tables } = section;
  const table = tables.at(-1);
  switch (type) {
    case "atxHeadingSequence":
      if (heading?.level === 0) heading.level = source.length;
      break;
    case "data":
    case "characterEscapeValue":
      if (heading && isIn(section)) heading.text += source;
      break;
    case "codeTextData":
      section.code.push(source);
      table?.at(-1)?.code.push(source);
      if (heading && isIn(section)) heading.text += source;
      break;
    case "codeFenced":
      blocks.push(blockOf(source));
      break;
    case "table":
      tables.push([]);
      break;
    case "tableRow":
      table?.push({ cells: [], code: [] });
      break;
    case "tableHeader":
    case "tableData":
      table?.at(-1)?.cells.push(source.replace(/^\||\|$/g, "").trim());
      break;
    case "listItemPrefix":
      section.items++;
      break;
    case "resourceDestinationString":
    case "definitionDestinationString":
      section.links.push(source);
      break;
  }
}

/** Whether the heading of a section is still being read: it has no anchor before its end. */
function isIn({ heading }: Section): boolean {
  return heading?.anchor === "";
}

function blockOf(source: string): CodeBlock {
  const lines = source.split("\n");
  const language = /^[`~]+\s*(\S*)/.exec(lines[0] ?? "")?.[1] ?? "";
  return { language, text: lines.slice(1, -1).join("\n") };
}

/** As GitHub does: letters, digits, hyphens and underscores stay, blanks become hyphens, a repeated one is numbered. */
function anchorOf({ text }: Heading, anchors: Map<string, number>): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
  const seen = anchors.get(plain) ?? 0;
  anchors.set(plain, seen + 1);
  return seen === 0 ? plain : `${plain}-${seen}`;
}

function emptySection(heading?: Heading): Section {
  return { heading, blocks: [], tables: [], items: 0, code: [], links: [] };
}

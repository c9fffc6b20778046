import { type Section, sectionsOf } from "./markdown";

/** What of a section is the same in every language. */
interface SectionOutline {
  level: number;
  blocks: Section["blocks"];
  /** Each row as its number of columns and what is set as code in it, in alphabetical order. */
  tables: string[][];
  items: number;
  /** What is set as code in it, each once, in alphabetical order. */
  code: string[];
  /** In alphabetical order, without the links from one language to the other. */
  links: string[];
}

/** The pages that are the same in several languages link to each other. */
const LANGUAGES = /^README(\.zh-CN)?\.md$/;

/** What a page has in common with its translation: structure, code, names and links, but no words. */
export function outlineOf(markdown: string): SectionOutline[] {
  return sectionsOf(markdown).map(({ heading, blocks, tables, items, code, links }) => ({
    level: heading?.level ?? 0,
    blocks,
    tables: tables.map((rows) => rows.map((row) => `${row.cells.length}: ${[...row.code].sort().join(", ")}`)),
    items,
    code: [...new Set(code)].sort(),
    links: links.filter((link) => !LANGUAGES.test(link)).sort(),
  }));
}

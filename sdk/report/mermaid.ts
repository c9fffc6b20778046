/** A picture of keys and instances in Mermaid, which code hosts draw in a comment. */
import type { PairStatus } from "./access.js";
import { type AccessGraph, accessGraph, type Edge, MAX_EDGES, type Node } from "./accessGraph.js";
import { BoundedText } from "./boundedText.js";
import { oneLine } from "./plainText.js";
import type { Report } from "./report.js";

/** A picture, and how much of the whole it is. */
export interface MermaidPicture {
  /** The source, with a line end. */
  text: string;
  edges: number;
  /** Edges that found no place. */
  undrawn: number;
}

interface Look {
  arrow: string;
  /** Colours that are read on white as on black. */
  style: string;
}

const LOOKS: Record<PairStatus, Look> = {
  added: { arrow: "==>|added|", style: "stroke:#2da44e,stroke-width:3px" },
  restored: { arrow: "==>|added again|", style: "stroke:#2da44e,stroke-width:3px" },
  removed: { arrow: "-.->|removed|", style: "stroke:#e5534b,stroke-width:2px" },
  mayBeRemoved: { arrow: "-.->|perhaps removed|", style: "stroke:#e5534b,stroke-width:2px" },
  drifted: { arrow: "-.->|drifted|", style: "stroke:#bf8700,stroke-width:2px" },
  kept: { arrow: "---", style: "stroke:#8c959f,stroke-width:1px" },
};

/** Kept free for what is written after the edges: an index and a comma for each, and the styles themselves. */
const STYLE_ROOM_PER_EDGE = 4;
const STYLE_ROOM = 600;

/** Names in a picture are short, or it becomes unreadable. */
const MAX_NAME = 24;

/**
 * Draws what changes; undefined where that is nothing, or where the preview shows no ids.
 *
 * @param limit The most characters that the source may have.
 */
export function mermaidPicture(report: Report, limit: number): MermaidPicture | undefined {
  const graph = accessGraph(report);
  if (graph.edges.length === 0) return undefined;
  const text = new BoundedText(limit);
  text.add("flowchart LR\n  accTitle: Key pairs and the instances that they log in to\n");
  const drawn = addEdges(text, graph);
  for (const [status, { style }] of Object.entries(LOOKS)) {
    const indexes = drawn.flatMap((edge, index) => (edge.status === status ? [index] : []));
    if (indexes.length > 0) text.add(`  linkStyle ${indexes.join(",")} ${style}\n`);
  }
  return { text: text.toString(), edges: drawn.length, undrawn: graph.edges.length - drawn.length };
}

/** Each node is written where an edge first needs it. */
function addEdges(text: BoundedText, { edges, keys, instances }: AccessGraph): Edge[] {
  const written = new Set<string>();
  const drawn: Edge[] = [];
  for (const edge of edges.slice(0, MAX_EDGES)) {
    const ends = [
      { name: `k${edge.key}`, shape: `(["${label(keys[edge.key], "keys")}"])` },
      { name: `i${edge.instance}`, shape: `["${label(instances[edge.instance], "instances")}"]` },
    ];
    const nodes = ends.filter(({ name }) => !written.has(name)).map(({ name, shape }) => `  ${name}${shape}\n`);
    const entry = `${nodes.join("")}  k${edge.key} ${LOOKS[edge.status].arrow} i${edge.instance}\n`;
    const styles = STYLE_ROOM + STYLE_ROOM_PER_EDGE * (drawn.length + 1);
    if (entry.length > text.room - styles || !text.add(entry)) break;
    for (const { name } of ends) written.add(name);
    drawn.push(edge);
  }
  return drawn;
}

function label(node: Node | undefined, what: string): string {
  const [first = "", ...others] = node?.ids ?? [];
  if (others.length > 0) return `${others.length + 1} ${what}: ${escaped(first)} …`;
  return node?.name === undefined ? escaped(first) : `${escaped(first)}<br/>${escaped(node.name)}`;
}

/**
 * In Mermaid a character is written by its number as #35; and signs may mean something even so: two dollars begin a
 * formula, \n ends a line, fa:fa-ban is an icon. Something unseen goes behind each that does.
 */
function escaped(text: string): string {
  return oneLine(text, MAX_NAME)
    .replace(/[$\\:]/g, (sign) => `${sign}\u200B`)
    .replace(/[!-,/:-@[-^`{-~]/g, (sign) => `#${sign.charCodeAt(0)};`);
}

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import type { Browser } from "playwright-core";
import type { Checks } from "./checks";
import type { Sample } from "./samples";
import { SHOTS, Window } from "./window";

const MERMAID = require.resolve("mermaid/dist/mermaid.min.js");

/** Mermaid as code hosts run it: HTML in labels cleaned, no more than its own bounds, labels of either kind. */
const SETTINGS = {
  startOnLoad: false,
  securityLevel: "strict",
  maxEdges: 500,
  maxTextSize: 50_000,
  suppressErrorRendering: true,
};

/** The most characters and edges that a code host draws. */
const MOST = { edges: 500, characters: 50_000 };

/** A picture as the browser drew it. */
interface Drawn {
  nodes: string[];
  links: number;
  strange: string[];
  width: number;
}

/** Checks that a comment shows nothing but text, and that its picture is drawn, whole and as it is meant. */
export async function pictureChecks(checks: Checks, browser: Browser, sample: Sample, markdown: string): Promise<void> {
  const { name, hasPicture = true, labels = [] } = sample;
  const window = await Window.open(browser, { colorScheme: "light" });
  let source = "";
  await checks.that(`${name}: the comment shows nothing but text, tables and a picture`, async () => {
    const sources = await sourcesIn(window, markdown);
    assert.equal(sources.length, hasPicture ? 1 : 0);
    source = sources[0] ?? "";
  });
  for (const htmlLabels of hasPicture ? [true, false] : []) {
    await checks.that(`${name}: the picture is drawn with labels of ${htmlLabels ? "HTML" : "SVG"}`, async () => {
      assertWhole(await draw(window, source, htmlLabels), source, labels);
      await window.shoot(`${name}-picture-${htmlLabels ? "html" : "svg"}`, true);
      assert.deepEqual(window.faults.splice(0), []);
    });
  }
  await window.close();
}

/** The sources of the pictures in a comment, shown as HTML that nobody has cleaned. */
async function sourcesIn(window: Window, markdown: string): Promise<string[]> {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  const path = join(SHOTS, "comment.html");
  writeFileSync(path, `<!DOCTYPE html><meta charset="utf-8"><title>comment</title>${html}`);
  await window.show(path);
  assert.deepEqual(await window.ask(elements("img, a, script, iframe, h1, input, ol, hr")), []);
  assert.equal(await window.ask("document.title"), "comment", "a script has taken the title");
  assert.deepEqual(window.faults.splice(0), []);
  return window.ask("[...document.querySelectorAll('code.language-mermaid')].map(({ textContent }) => textContent)");
}

/** An expression for what elements that a selector finds are in HTML. */
function elements(selector: string): string {
  return `[...document.querySelectorAll("${selector}")].map(({ outerHTML }) => outerHTML)`;
}

async function draw(window: Window, source: string, htmlLabels: boolean): Promise<Drawn> {
  const path = join(SHOTS, "picture.html");
  writeFileSync(
    path,
    `<!DOCTYPE html><meta charset="utf-8"><title>picture</title><div id="place"></div><script src="${MERMAID}"></script>`,
  );
  await window.show(path);
  const settings = JSON.stringify({ ...SETTINGS, htmlLabels, flowchart: { htmlLabels } });
  return window.ask<Drawn>(`(async () => {
    mermaid.initialize(${settings});
    const { svg } = await mermaid.render("picture", ${JSON.stringify(source)});
    const place = document.getElementById("place");
    place.innerHTML = svg;
    return {
      nodes: [...place.querySelectorAll("g.node")].map(({ textContent }) => textContent),
      links: place.querySelectorAll("path.flowchart-link").length,
      strange: ${elements("#place :is(script, img, image, a, iframe, h1, b, i)")},
      width: place.querySelector("svg").viewBox.baseVal.width,
    };
  })()`);
}

function assertWhole({ nodes, links, strange, width }: Drawn, source: string, labels: readonly string[]): void {
  const lines = source.split("\n");
  const edges = lines.filter((line) => /^ {2}k\d+ \S+ i\d+$|^ {2}k\d+ \S+\|.*\| i\d+$/.test(line)).length;
  assert.ok(edges > 0 && edges <= MOST.edges, `${edges} edges`);
  assert.ok(source.length <= MOST.characters, `${source.length} characters`);
  assert.equal(links, edges, "as many links as edges");
  assert.equal(nodes.length, lines.filter((line) => /^ {2}[ki]\d+[[(]/.test(line)).length, "each node once");
  assert.deepEqual(strange, [], "nothing but text in a label");
  assert.ok(width > 0);
  const seen = nodes.map(withoutSpace);
  const missing = labels.filter((label) => !seen.some((node) => node.includes(withoutSpace(label))));
  assert.deepEqual(missing, [], "names that are not there as they are");
}

/**
 * Mermaid breaks long labels into lines, at spaces and elsewhere; what nobody sees does not count either. In a label of
 * one line that is SVG, it leaves a numbered character as a number.
 */
function withoutSpace(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/[\s\u200B]/g, "");
}

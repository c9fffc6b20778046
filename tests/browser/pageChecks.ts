import assert from "node:assert/strict";
import { statSync } from "node:fs";
import axe, { type AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import type { Checks } from "./checks";
import { type Look, Window } from "./window";

/** What WCAG 2.2 asks to be readable without scrolling in two directions: 1.4.10, reflow. */
const NARROW = 320;

/** More of a page than this is not shot. In CSS pixels. */
const MAX_HEIGHT = 6_000;

const LOOKS: readonly Look[] = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", width: NARROW },
];

/** A page of more bytes is looked at in one way only: it takes long, and its style is that of the others. */
const MAX_BYTES = 500_000;

/** Checks that a page is sound by itself: nothing loaded, no violation that a machine can find, as wide as the window. */
export async function pageChecks(checks: Checks, browser: Browser, name: string, path: string): Promise<void> {
  const looks = LOOKS.slice(0, statSync(path).size > MAX_BYTES ? 1 : undefined);
  for (const look of looks) {
    const how = `${look.colorScheme}${look.width === undefined ? "" : ` at ${look.width} pixels`}`;
    const window = await Window.open(browser, look);
    await checks.that(`${name}: the page needs nothing else, and runs nothing, ${how}`, async () => {
      await window.show(path);
      assert.equal(await window.ask("document.querySelectorAll('script, link, img, iframe, object, a').length"), 0);
      assert.deepEqual(await window.ask("performance.getEntriesByType('resource').map(({ name }) => name)"), []);
      const height = await window.ask<number>("document.documentElement.scrollHeight");
      await window.shoot(`${name}-${how.replaceAll(" ", "-")}`, height <= MAX_HEIGHT);
      assert.deepEqual(window.faults, []);
    });
    await checks.that(`${name}: the page scrolls in one direction, ${how}`, async () => {
      const [content, seen] = await window.ask<[number, number]>(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
      );
      assert.ok(content <= seen, `${content} pixels of content in a window of ${seen}`);
    });
    await checks.that(`${name}: axe finds nothing to complain about, ${how}`, async () => {
      assert.deepEqual(await violations(window), []);
    });
    await window.close();
  }
}

/** Rows that are like those before them. axe looks at each cell for some milliseconds. */
const LIKE_OTHERS = "tbody tr:nth-child(n + 40)";

async function violations(window: Window): Promise<string[]> {
  await window.ask(axe.source);
  const results = await window.ask<Pick<AxeResults, "violations" | "passes">>(
    `axe.run({ exclude: [["${LIKE_OTHERS}"]] }, { resultTypes: ["violations"] }).then(({ violations, passes }) => ({ violations, passes }))`,
  );
  assert.ok(results.passes.length > 10, "axe has looked at the page");
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}): ${nodes[0]?.html ?? ""}`);
}

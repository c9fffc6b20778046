import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Checks } from "./checks";
import { Window } from "./window";

/** So many stops are walked to by Tab. */
const MAX_STOPS = 40;

/** What can be acted on or scrolled, in the order of the document. */
const TARGETS = "[...document.querySelectorAll('input, summary, .scroll')]";

/** Where the focus is, and how it can be told. */
interface Stop {
  /** Its place among the targets. */
  index: number;
  hasOutline: boolean;
  /** Whether some of it is on the screen and nothing lies over it. */
  isSeen: boolean;
}

const STOP = `(() => {
  const it = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(it);
  const { left, right, top, bottom } = it.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  return {
    index: ${TARGETS}.indexOf(it),
    hasOutline: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isSeen: it.contains(document.elementFromPoint(x, y)),
  };
})()`;

/** Whether the area that has the focus has been scrolled, or shows all that it has. */
const HAS_SCROLLED =
  "document.activeElement.scrollTop > 0 || document.activeElement.scrollHeight <= document.activeElement.clientHeight + 1";

/** Checks that whoever has a keyboard and no mouse reaches, sees and works everything. */
export async function keyboardChecks(checks: Checks, browser: Browser, name: string, path: string): Promise<void> {
  const window = await Window.open(browser, { colorScheme: "light" });
  const { page } = window;
  await window.show(path);
  const targets = await window.ask<number>(`${TARGETS}.length`);
  const walked = Math.min(targets, MAX_STOPS);
  await checks.that(`${name}: Tab goes to all ${targets} targets in their order, each seen`, async () => {
    const stops: Stop[] = [];
    for (let count = 0; count < walked; count++) {
      await page.keyboard.press("Tab");
      stops.push(await window.ask<Stop>(STOP));
    }
    assert.deepEqual(
      stops,
      Array.from({ length: walked }, (_, index) => ({ index, hasOutline: true, isSeen: true })),
    );
    assert.equal(await window.ask("document.querySelectorAll('[tabindex]:not([tabindex=\"0\"])').length"), 0);
  });
  await checks.that(`${name}: arrow keys scroll each area that has more than it shows`, async () => {
    for (const area of await page.locator(".scroll").all()) {
      await area.focus();
      await page.keyboard.press("End");
      await window.reaches(HAS_SCROLLED);
    }
  });
  await checks.that(`${name}: Enter opens what is folded`, async () => {
    const summary = page.locator("summary").first();
    if ((await summary.count()) === 0) return;
    await summary.focus();
    await page.keyboard.press("Enter");
    assert.equal(await window.ask("document.querySelectorAll('details[open]').length"), 1);
  });
  await window.close();
}

import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Checks } from "./checks";
import { Window } from "./window";

const [KEYS, INSTANCES] = [100, 500];

/** Generous, since a machine may be busy; what hangs takes minutes. In milliseconds. */
const MOST = { load: 60_000, frame: 1_000 };

/** Checks that the matrix of 100 keys by 500 instances can be used. */
export async function largeMatrixChecks(checks: Checks, browser: Browser, path: string): Promise<void> {
  const window = await Window.open(browser, { colorScheme: "dark" });
  const { page } = window;
  const scroll = (top: number, left: number): Promise<unknown> =>
    window.ask(`document.querySelector(".tall").scrollTo(${left}, ${top})`);
  await checks.that("a large matrix is there whole, within seconds", async () => {
    const startedAt = performance.now();
    await window.show(path);
    assert.equal(await page.locator(".matrix tbody tr").count(), INSTANCES);
    assert.equal(await page.locator(".matrix thead th").count(), KEYS + 1);
    assert.equal(await page.locator(".matrix tbody td").count(), KEYS * INSTANCES);
    const ms = performance.now() - startedAt;
    assert.ok(ms < MOST.load, `${Math.round(ms)} ms`);
  });
  await checks.that("a large matrix scrolls with its heads in view", async () => {
    const ms = await window.ask<number>(SCROLLING);
    assert.ok(ms < MOST.frame, `${Math.round(ms)} ms a frame`);
    await scroll(1e6, 1e6);
    await page.locator(".tall").scrollIntoViewIfNeeded();
    await window.shoot("large-corner", false);
    assert.deepEqual(await window.ask(HEADS_IN_VIEW), { row: true, column: true });
  });
  await checks.that("a large matrix can be cut down to what changes, by keyboard", async () => {
    const shown = () => page.locator(".matrix tbody tr:visible").count();
    const changed = await page.locator(".matrix tbody tr:has(.added, .removed)").count();
    await page.locator("#changed-only").focus();
    await page.keyboard.press("Space");
    assert.equal(await shown(), changed);
    assert.ok(changed > 0 && changed < INSTANCES);
    await page.keyboard.press("Space");
    assert.equal(await shown(), INSTANCES);
  });
  await window.close();
}

/** How long a frame takes while the matrix is scrolled, in milliseconds. */
const SCROLLING = `new Promise((resolve) => {
  const area = document.querySelector(".tall");
  const startedAt = performance.now();
  let frames = 0;
  const step = () => {
    area.scrollBy(80, 200);
    if (++frames < 20) requestAnimationFrame(step);
    else resolve((performance.now() - startedAt) / frames);
  };
  step();
})`;

/** Whether the heads of the last cell are inside the area's edges. */
const HEADS_IN_VIEW = `(() => {
  const area = document.querySelector(".tall").getBoundingClientRect();
  const row = document.querySelector(".matrix tbody tr:last-child th").getBoundingClientRect();
  const column = document.querySelector(".matrix thead th:last-child").getBoundingClientRect();
  return {
    row: row.left >= area.left && row.right <= area.right && row.bottom <= area.bottom + 1,
    column: column.top >= area.top - 1 && column.bottom <= area.bottom && column.right <= area.right + 1,
  };
})()`;

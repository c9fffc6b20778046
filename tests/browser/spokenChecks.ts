import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import type { Checks } from "./checks";
import { Window } from "./window";

/** Checks what a screen reader is given: words for signs, heads for cells, names for areas. */
export async function spokenChecks(checks: Checks, browser: Browser, path: string): Promise<void> {
  const window = await Window.open(browser, { colorScheme: "light" });
  const { page } = window;
  await window.show(path);
  await checks.that("a reader hears where it is: one main part, headings in order, areas with names", async () => {
    const levels = await window.ask<string[]>(
      "[...document.querySelectorAll('h1, h2, h3')].map(({ tagName }) => tagName)",
    );
    assert.deepEqual(levels, ["H1", "H2", "H2"]);
    assert.equal(await page.getByRole("main").count(), 1);
    await page.getByRole("region", { name: /^Instances by keys in ap-guangzhou$/ }).focus();
    await page.getByRole("checkbox", { name: "Only instances on which something changes" }).focus();
    assert.equal(await window.ask("document.documentElement.lang"), "en");
  });
  await checks.that("a reader hears a word for each sign, and the heads of its row and column", async () => {
    const matrix = page.getByRole("table", { name: /^Instances by keys/ });
    const row = matrix.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /web 1/ }) });
    const snapshot = (await row.ariaSnapshot()).split("\n").map((line) => line.trim());
    assert.deepEqual(snapshot.slice(0, 2), [
      '- row "lhins-wwwwwww0 web 1 kept removed added":',
      '- rowheader "lhins-wwwwwww0 web 1"',
    ]);
    assert.deepEqual(snapshot.slice(-3), ['- cell "kept"', '- cell "removed"', '- cell "added"']);
    assert.equal(await matrix.getByRole("columnheader").count(), 4);
    assert.equal(await matrix.getByRole("cell", { name: "drifted", exact: true }).count(), 1);
  });
  await window.close();
}

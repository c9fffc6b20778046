import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { CHECKOUT, WORK_FOLDER } from "../engine/checkout";

/** Where pages and screenshots go, to be looked at. */
export const SHOTS = join(WORK_FOLDER, "browser");

/** How long one thing may take, a screenshot of a large page on a busy machine included. */
const MAX_MS = 180_000;

/** A busy machine takes its time to scroll: ten seconds at most. */
const LOOK_EVERY_MS = 50;
const MAX_LOOKS = 200;

/** How a window is opened. */
export interface Look {
  colorScheme: "light" | "dark";
  /** In CSS pixels. @default 1280 */
  width?: number;
}

/** A window of the browser, and all that went wrong in it. */
export class Window {
  /** Errors of scripts and of the console, dialogs, and what was asked of anything but a file of ours. */
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {}

  /** Opens a window without a network. */
  static async open(browser: Browser, { colorScheme, width = 1280 }: Look): Promise<Window> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const window = new Window(await context.newPage());
    await window.listen();
    return window;
  }

  /** Shows a file. */
  async show(path: string): Promise<void> {
    await this.page.goto(pathToFileURL(path).href);
  }

  /** Takes a picture of what is seen, or of the whole page. */
  async shoot(name: string, fullPage: boolean): Promise<void> {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage });
  }

  /** Asks the page for what an expression says there. It is text, since the compiler here knows no document. */
  async ask<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(expression);
  }

  /** Waits until an expression is true in the page. */
  async reaches(expression: string): Promise<void> {
    // Not by waitForFunction, which evaluates text inside the page: its policy forbids that, as it should.
    for (let looks = 0; looks < MAX_LOOKS; looks++) {
      if (await this.ask<boolean>(expression)) return;
      await this.page.waitForTimeout(LOOK_EVERY_MS);
    }
    throw new Error(`This has not become true: ${expression}`);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async listen(): Promise<void> {
    const { page, faults } = this;
    const files = pathToFileURL(CHECKOUT).href;
    page.on("pageerror", (error) => faults.push(`an error of a script: ${error.message}`));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      faults.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(files)) faults.push(`something was asked for: ${request.url()}`);
    });
    page.setDefaultTimeout(MAX_MS);
    await page.context().setOffline(true);
  }
}

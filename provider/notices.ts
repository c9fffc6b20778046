/** What the provider says to the person who runs the command, apart from errors. */
export interface Notices {
  warn(text: string): void;
}

/** Prints notices where the engine shows what a provider writes: under the stack. */
export const consoleNotices: Notices = {
  warn: (text) => console.warn(`warning: ${text}`),
};

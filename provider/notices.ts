/** What the provider says to the person who runs the command, apart from errors. */
export interface Notices {
  /** A warning, kept in the display and in logs; under the resource where its URN is known, else under the stack. */
  warn(text: string, urn?: string): void;
  /** What is being done just now: shown while it lasts, and not kept. */
  progress(text: string, urn?: string): void;
}

/** The same notices, each warning no more than once. */
export function withoutRepeats(notices: Notices): Notices {
  const said = new Set<string>();
  return {
    progress: (text, urn) => notices.progress(text, urn),
    warn: (text, urn) => {
      const key = `${urn ?? ""} ${text}`;
      if (said.has(key)) return;
      said.add(key);
      notices.warn(text, urn);
    },
  };
}

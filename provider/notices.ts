/** What the provider says to the person who runs the command, apart from errors. */
export interface Notices {
  /** A warning, kept in the display and in logs; under the resource where its URN is known, else under the stack. */
  warn(text: string, urn?: string): void;
  /** Something worth knowing that is no warning, kept like one. */
  info(text: string, urn?: string): void;
  /** What is being done just now: shown while it lasts, and not kept. */
  progress(text: string, urn?: string): void;
}

/** The same notices, each that is kept no more than once. */
export function withoutRepeats(notices: Notices): Notices {
  const said = new Set<string>();
  const isNew = (text: string, urn: string | undefined): boolean => {
    const key = `${urn ?? ""} ${text}`;
    const isFirst = !said.has(key);
    said.add(key);
    return isFirst;
  };
  return {
    progress: (text, urn) => notices.progress(text, urn),
    info: (text, urn) => {
      if (isNew(text, urn)) notices.info(text, urn);
    },
    warn: (text, urn) => {
      if (isNew(text, urn)) notices.warn(text, urn);
    },
  };
}

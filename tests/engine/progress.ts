/** Shows one line on what is being done. */
export type Report = (line: string) => void;

/**
 * Makes a report that writes timed lines, such as `engine   12.3 s  building pulumi`.
 *
 * @param write Takes a line with its line end. @default to stderr: stdout belongs to results
 * @param now The time in milliseconds.
 */
export function progress(
  write: (text: string) => void = (text) => process.stderr.write(text),
  now: () => number = () => performance.now(),
): Report {
  const startedAt = now();
  return (line) => {
    const seconds = ((now() - startedAt) / 1000).toFixed(1);
    write(`engine ${seconds.padStart(6)} s  ${line}\n`);
  };
}

/**
 * Does some work that takes minutes, and shows every so often that it is still going on.
 *
 * @param what The work, in words, as it was reported when it began.
 * @param everyMs How often, in milliseconds.
 */
export async function reportWhile<T>(
  report: Report,
  what: string,
  everyMs: number,
  work: () => Promise<T>,
): Promise<T> {
  report(what);
  const timer = setInterval(() => report(`still ${what}`), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

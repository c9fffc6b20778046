/** What one check has come to. */
export interface Verdict {
  /** What is so where nothing is wrong. */
  name: string;
  /** What is wrong; undefined where it passed. */
  fault?: string;
  /** How long it took, in milliseconds. */
  ms: number;
}

/** Runs checks one after another, and goes on after one that fails. */
export class Checks {
  readonly verdicts: Verdict[] = [];

  /** @param tell Told each verdict as it is reached. */
  constructor(private readonly tell: (verdict: Verdict) => void) {}

  /**
   * Runs one check.
   *
   * @param name What is so where nothing is wrong.
   * @param check Throws where something is.
   */
  async that(name: string, check: () => Promise<void>): Promise<void> {
    const startedAt = performance.now();
    const fault = await check().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const verdict = { name, ms: Math.round(performance.now() - startedAt), ...(fault !== undefined && { fault }) };
    this.verdicts.push(verdict);
    this.tell(verdict);
  }
}

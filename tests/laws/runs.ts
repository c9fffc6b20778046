/** How often the laws are tried and from which seed. */

/** Cases of all laws together where nothing else is said: more than a thousand. */
const USUAL_RUNS = 1_500;

const asked = Number(process.env["LAWS_RUNS"] ?? USUAL_RUNS);

/** What all cases are drawn from; `LAWS_SEED` repeats a run. */
export const seed = Number(process.env["LAWS_SEED"] ?? Date.now() % 2 ** 31);

/** The settings of one law that gets its share (0 to 1) of all cases, at least one. */
export function runsOf(share: number): { seed: number; numRuns: number; endOnFailure: boolean } {
  return { seed, numRuns: Math.max(1, Math.ceil(asked * share)), endOnFailure: false };
}

/** So much time for each case, in milliseconds: a law that hangs is a law that fails. */
export function timeoutOf(share: number, eachMs: number): number {
  return 30_000 + runsOf(share).numRuns * eachMs;
}

/**
 * The mocha suites, in the order in which `npm test` runs them: from the quickest answer to the slowest.
 *
 * @typedef {object} Suite
 * @property {string} name What it is called on screen and in its report.
 * @property {string} folder Where its `*.spec.ts` files are.
 * @property {boolean} [covers] Whether what it runs in process counts towards the coverage of provider/ and sdk/.
 * @property {number} [jobs] How many of its files run at a time, each in a process of its own. Default: one process.
 * @property {boolean} [isLong] Whether `npm test` leaves it to `npm run test:long`.
 * @property {number} maxMinutes After so long it is ended and counts as failed.
 */

/** @type {readonly Suite[]} */
export const SUITES = [
  { name: "unit", folder: "tests/unit", covers: true, maxMinutes: 5 },
  { name: "lifecycle", folder: "tests/lifecycle", covers: true, jobs: 2, maxMinutes: 10 },
  { name: "report", folder: "tests/report/tests", covers: true, maxMinutes: 5 },
  { name: "laws", folder: "tests/laws", covers: true, jobs: 2, maxMinutes: 10 },
  { name: "examples", folder: "tests/examples", maxMinutes: 5 },
  { name: "docs", folder: "tests/docs", maxMinutes: 5 },
  { name: "lighthouse", folder: "tests/lighthouse/tests", jobs: 2, maxMinutes: 5 },
  { name: "engine", folder: "tests/engine/tests", jobs: 2, maxMinutes: 15 },
  { name: "tooling", folder: "tests/tooling", jobs: 2, maxMinutes: 5 },
  { name: "checks", folder: "tests/checks", jobs: 2, maxMinutes: 10, isLong: true },
  { name: "workflows", folder: "tests/workflows", jobs: 2, maxMinutes: 20, isLong: true },
  { name: "program", folder: "tests/program", jobs: 2, maxMinutes: 20 },
  { name: "long-examples", folder: "tests/longExamples", jobs: 2, maxMinutes: 30, isLong: true },
  { name: "long-programs", folder: "tests/longPrograms", jobs: 2, maxMinutes: 30, isLong: true },
];

/**
 * The suites that take long, or the others.
 *
 * @param {{ long: boolean }} which
 */
export function suitesThatAre({ long }) {
  return SUITES.filter(({ isLong = false }) => isLong === long);
}

/**
 * What an audit has come to: `clean` only where a whole report says so.
 *
 * @typedef {object} Verdict
 * @property {"clean" | "weak" | "not audited"} kind
 * @property {string[]} lines what was found, or why nothing was
 */

/**
 * Reads what `npm audit --json` printed. Its exit code is of no use: it is 1 for a weakness and for no answer alike.
 *
 * @param {string} output
 * @returns {Verdict}
 */
export function auditVerdict(output) {
  const report = parsed(output);
  if (report === undefined) return notAudited("npm audit gave no report");
  const { vulnerabilities, metadata } = report;
  const counted = metadata?.vulnerabilities?.total;
  const looked = metadata?.dependencies?.prod;
  if (report.auditReportVersion !== 2 || typeof vulnerabilities !== "object" || !Number.isInteger(counted)) {
    return notAudited(report.error?.summary || report.message || "the report is not of the form that is known here");
  }
  if (!(looked > 0)) return notAudited("the report is on no package at all");
  const weak = Object.values(vulnerabilities);
  if (weak.length === 0 && counted === 0) return { kind: "clean", lines: [`${looked} packages`] };
  return { kind: "weak", lines: weak.flatMap(lineOf) };
}

/** @param {string} why */
function notAudited(why) {
  return /** @type {Verdict} */ ({ kind: "not audited", lines: [why] });
}

/** @param {{ name: string, severity: string, range: string, via: (string | { title: string, url: string })[] }} found */
function lineOf({ name, severity, range, via }) {
  return via.map((cause) => {
    // A name is that of a package which is weak itself, and has its own line.
    const why = typeof cause === "string" ? `, by ${cause}` : `: ${cause.title} (${cause.url})`;
    return `${severity}  ${name} ${range}${why}`;
  });
}

/** @param {string} output */
function parsed(output) {
  try {
    const report = JSON.parse(output);
    return typeof report === "object" && report !== null ? report : undefined;
  } catch {
    // A page of a proxy, or nothing at all.
    return undefined;
  }
}

import type { Action } from "./actions/action";
import { COMMON_CODES, type Codes } from "./actions/codes";
import { ACTIONS } from "./actions/registry";

/** What the local Lighthouse serves, as a page in Markdown, made from the definitions that it runs by. */
export function coverageText(): string {
  return [
    "# What the local Lighthouse covers",
    "",
    "Written by `npm run lighthouse:coverage` from the definitions that the server runs by; not to be edited.",
    "",
    "Every code is reached by a test. A code without a condition in the documentation is reached by a fault",
    "(`POST /control/faults`), as any code at all can be.",
    "",
    "Not served: every other action of Lighthouse and STS (`InvalidAction`), and `multipart/form-data` bodies.",
    "",
    "## Codes of every signed action",
    "",
    ...codeTable(COMMON_CODES),
    ...[...ACTIONS.values()].flatMap(actionSection),
    "",
  ].join("\n");
}

function actionSection(action: Action): string[] {
  const { name, version, ratePerSecond } = action;
  const rate = ratePerSecond === null ? "no documented rate, not limited" : `${ratePerSecond} calls a second`;
  const notes = [
    `Version ${version}, ${rate}.`,
    ...(action.needsNoRegion ? ["Needs no Region."] : []),
    ...(action.mayBeUnsigned ? ["May be unsigned."] : []),
  ];
  return ["", `## ${name}`, "", notes.join(" "), "", ...parameterTable(action), ...codeTable(action.codes)];
}

function parameterTable({ parameters }: Action): string[] {
  const rows = Object.entries(parameters).map(
    ([name, { type, isRequired, limits }]) => `| ${name} | ${type} | ${isRequired ? "yes" : "no"} | ${cell(limits)} |`,
  );
  if (rows.length === 0) return ["No parameters.", ""];
  return ["| parameter | type | required | allowed |", "| --- | --- | --- | --- |", ...rows, ""];
}

function codeTable(codes: Codes): string[] {
  const rows = Object.entries(codes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, condition]) => `| ${code} | ${cell(condition)} |`);
  if (rows.length === 0) return ["No codes of its own."];
  return ["| code | reached when |", "| --- | --- |", ...rows];
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

import { markdownTable } from "markdown-table";
import { ApiError, type ApiFailure } from "../../provider/apiError.js";
import { DEFAULT_TIMEOUT_S } from "../../provider/association.js";
import { DeadlinePassed } from "../../provider/deadline.js";
import { adviceOn, type ErrorKind, kindOf, listedCodes } from "../../provider/errorTable.js";

/** Where the page is, relative to the root of the repository. */
export const TROUBLESHOOTING = "docs/guides/troubleshooting.md";

/** Stands for the region of an association where the advice names it. */
const REGION = "ap-guangzhou";

/** What the provider does by itself, before anybody sees the error. */
const DONE_ALREADY: Record<ErrorKind, string> = {
  throttled: "pauses and sends again: it was not carried out",
  unknown: "looks whether it was carried out, and sends again only where it was not",
  unreachable: "sends again: it never arrived",
  busy: "waits until the instance is free, looks again, plans again",
  wrongState: "looks again, and tries again where the state was passing",
  replan: "looks again, plans again, asks for what is left",
  instanceGone: "asks for the instance alone; a delete counts it as done",
  keyGone: "asks for the key alone; a delete counts it as done",
  giveUp: "nothing: trying again changes nothing",
};

/** Failures that bring no code, by what a person sees of them. */
const WITHOUT_CODE: readonly (readonly [string, Omit<ApiFailure, "action" | "region">])[] = [
  ["The network does not reach the service", { message: "connect ECONNREFUSED 127.0.0.1:8787", neverSent: true }],
  ["A certificate is not known", { message: "self-signed certificate in certificate chain", neverSent: true }],
  ["Something else answers", { message: "Bad Gateway", httpCode: 502 }],
  ["The answer is lost", { message: "socket hang up" }],
];

/** The page on errors: what each code means for the provider and for a person, from the table that the provider uses. */
export function troubleshootingPage(): string {
  const codes = listedCodes().sort();
  const sections = [...new Set(codes.map(familyOf))].map((family) => {
    const ofFamily = codes.filter((code) => familyOf(code) === family);
    return `### ${family}\n\n${codeTable(family, ofFamily)}`;
  });
  return `${HEAD}
## By error code

Second column: what the provider does by itself before you see the error. Third: what to do, word for word as the error
says it, here for an association in ${REGION}.

${sections.join("\n\n")}

### Any other code

The provider gives up at once, and names action, code, RequestId and Lighthouse's own message. Where the message does not
help, give the RequestId to Tencent Cloud.

## Errors without a code

${WITHOUT_CODE.map(([title, failure]) => `### ${title}\n\n> ${messageOf(failure)}`).join("\n\n")}

### The time is over

> ${new DeadlinePassed(DEFAULT_TIMEOUT_S * 1000, "for AssociateInstancesKeyPairs", "state STOPPED, OPERATING").message}

A time-out is never a success, and says nothing about what comes of the operation: the next command looks.

A read is repeated some times before you see this. After a write, the provider looks whether it was carried out; where it
cannot tell, the state says that the pairs may be bound, and the next \`up\` or \`refresh\` looks again.
`;
}

const HEAD = `# Troubleshooting

Written by \`npm run docs:errors\` from the table that the provider itself goes by (\`provider/errorTable.ts\`); not to be
edited by hand. The codes are those of Tencent's documents: all but the common ones were documented, not observed.

An error names what was tried, on which instances and keys, the code, the RequestId, and what to do next. When in doubt:

1. \`pulumi preview\` reads what is bound and says what an \`up\` would do. It touches nothing.
2. \`pulumi up\` again is safe: it looks first and asks only for what is missing.
3. \`pulumi refresh\` brings the state to what is bound, also after an \`up\` that was killed.

"Nothing was changed" means just that: not in the cloud, not in the state. "What was done is recorded" stands after a
reason for each instance that failed: the others are done, and the next \`up\` does the rest.
[What happens when things go wrong](../faults.md) has every call of every command against every fault.
`;

function codeTable(family: string, codes: readonly string[]): string {
  const rows = codes.map((code) => [
    nameOf(code, family, codes),
    DONE_ALREADY[kindOf(code)],
    adviceOn(code, REGION) ?? "",
  ]);
  return markdownTable([["code", "the provider", "you"], ...rows], { alignDelimiters: false });
}

/** A family stands for its codes that are not listed. */
function nameOf(code: string, family: string, codes: readonly string[]): string {
  if (code !== family) return `\`${code}\``;
  return codes.length === 1 ? `\`${family}\` and all that begin with it` : `\`${family}\` and others of its kind`;
}

function familyOf(code: string): string {
  return code.split(".")[0] ?? code;
}

function messageOf(failure: Omit<ApiFailure, "action" | "region">): string {
  return new ApiError({ action: "DescribeKeyPairs", region: REGION, ...failure }).message;
}

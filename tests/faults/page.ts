import { keyPairsPage } from "./keyPairs/page";
import type { ToldCell } from "./part";
import type { Rule } from "./rule";
import { counts, inWords } from "./words";

const HEAD = `# What happens when things go wrong

Written by \`npm run faults\` from the table that it tests; not to be edited by hand.

Each call that create, update, delete and refresh make meets each kind of fault that there is for it: error codes,
throttling, answers lost before and after the call was carried out, broken bodies, pages of proxies, operations that fail,
stall or show late, other tools at work, instances and key pairs that vanish. Every error code that is documented for an
action, and every way of losing an answer, is tried at one call of that action at least, in the scenarios \`create\`,
\`remove\`, \`rotate\`, \`key import\`, \`key create\` and \`key destroy\`; at the other calls one of each kind is. The fault hits
one call and passes, or it stays *from then on*. After the command all is made well again, and what a person would run
next must bring about exactly what is left to be done: \`up\`, or \`refresh\` and \`up\`, or \`destroy\` and \`up\`, each of the
three where something was done in part; and in the end \`destroy\` must leave nothing. \`npm run faults -- --every\` tries
every code at every call.

Of each cell are checked: how the command ends, which pairs are bound, which calls were carried out (no pair is ever
bound or unbound twice), how often each machine went down and that none is left down in silence, that everything bound is
in state, and that no secret is told. The log of calls must bear out the ending, as said below. An error must give the
code or the reason in words, the RequestId where there was a reply, what to do next, and the names of those in the column
*names*; it must hold no stack.

- **retried**: the log shows the call again, for the same, and all is done
- **waited**: the log shows reads until what was in the way has passed or come into view, and all is done
- **adopted**: what the call was to bring about is there already, so the log shows no second call for it, and all is done
- **done without**: the command does not depend on it, and all is done
- **partial**: an error; what is bound, or may be, is in state, and the next command does the rest;
  each instance that is not as declared is named
- **refused**: an error; nothing was changed, neither there nor in state

A *look* comes before anything is written; a *wait* looks at an operation under way; a *confirmation* looks at what came
of it.

A *passing fault* is throttling, a fault of the service (InternalError, FailedOperation, ServiceUnavailable) or an answer
that never comes or tells nothing (reset, silence, a broken body, HTTP 408 or 5xx), of a call that was not carried out.
An *untrue refusal* names a state, a binding or a missing id that is not so; *unknown, untrue* is the last of these.
`;

/** The page of the documentation that says what was found, by the rules of the tables; those of key pairs come last. */
export function page(rules: readonly Rule[], cells: readonly ToldCell[]): string {
  const rows = rules.map((rule, index) => row(rule, cells.filter((cell) => cell.rule === index).length));
  const table = [
    "| what goes wrong | at which call | it ends | names | cells | because |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ];
  const ofBindings = cells.filter(({ rule }) => rule < rules.length);
  const first = `${HEAD}\n${ofBindings.length} cells: ${counts(ofBindings)}.\n\n${table.join("\n")}\n`;
  return `${first}\n${keyPairsPage(cells, rules.length)}`;
}

function row({ kinds, lasting, places, scenarios, ending, names = [], because }: Rule, count: number): string {
  const what = `${inWords(kinds)}${lasting === undefined ? "" : `, ${lasting}`}`;
  const where = [places?.join(", ") ?? "any", ...(scenarios ? [`(${scenarios.join(", ")})`] : [])].join(" ");
  return `| ${what} | ${where} | ${ending} | ${names.join(", ")} | ${count} | ${because} |`;
}

import type { ToldCell } from "../part";
import { counts, inWords } from "../words";
import { KEY_PAIR_RULES, type KeyPairRule } from "./rules";

const HEAD = `## Key pairs

The same for the calls that a \`KeyPair\` makes when it stores a public key, has a key made (under a drawn and under a
declared name), is replaced, refreshed and destroyed. Of each cell are checked: how the command ends, which pairs are there
and which are in state, that none is made or deleted twice, that neither a credential nor a private key is told, and what the error says. Then
all is made well, and \`up\` must bring about what is declared, and \`destroy\` leave nothing.

- **made again**: the pair whose private key was lost is deleted, another one is made, and all is done
- **left**: an error that names a pair which may be there, and whose private key nobody has
- **partial**: an error; the new pair is in state, and so is the old one, which the next command deletes
`;

/** The part of the page that is about key pairs. `offset` is the place of their first rule in the whole table. */
export function keyPairsPage(cells: readonly ToldCell[], offset: number): string {
  const rows = KEY_PAIR_RULES.map((rule, index) => {
    return row(rule, cells.filter((cell) => cell.rule === offset + index).length);
  });
  const mine = cells.filter((cell) => cell.rule >= offset);
  const table = [
    "| what goes wrong | at which call | it ends | names | cells | because |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ];
  return `${HEAD}\n${mine.length} cells: ${counts(mine)}.\n\n${table.join("\n")}\n`;
}

function row({ kinds, lasting, places, scenarios, ending, names = [], because }: KeyPairRule, count: number): string {
  const what = `${inWords(kinds)}${lasting === undefined ? "" : `, ${lasting}`}`;
  const where = [places.join(", "), ...(scenarios ? [`(${scenarios.join(", ")})`] : [])].join(" ");
  return `| ${what} | ${where} | ${ending} | ${names.join(", ")} | ${count} | ${because} |`;
}

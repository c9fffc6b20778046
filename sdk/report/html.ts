/** The report as one page that needs nothing else: no script, no font, no picture, no network. */
import { counts, headline } from "./headline.js";
import { matrixSection } from "./htmlMatrix.js";
import { STYLE } from "./htmlStyle.js";
import { changesSection } from "./htmlTable.js";
import { escaped, name } from "./htmlText.js";
import type { Report } from "./report.js";

/** Writes the page. */
export function html(report: Report): string {
  const { totals, project, stack } = report;
  const isDrastic = totals.shutdown + totals.mayShutdown + totals.lockout + totals.mayLockout > 0;
  const title = `Lighthouse: ${headline(report)}`;
  const where = [project, stack].flatMap((part) => (part === undefined ? [] : name(part))).join(" / ");
  const sections = [errorSection(report), changesSection(report), matrixSection(report), noteSection(report)];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header${isDrastic ? ' class="drastic"' : ""}>
<h1>${escaped(title)}</h1>
${where === "" ? "" : `<p class="where">${where}</p>`}
${list("counts", counts(report))}
</header>
${sections.filter((section) => section !== "").join("\n")}
</main>
</body>
</html>
`;
}

function errorSection({ errors }: Report): string {
  if (errors.length === 0) return "";
  const items = errors.map(({ resource, message }) => {
    const about = resource === undefined ? "" : `${name(resource)}: `;
    return `<li>${about}<code>${escaped(message, 2_000)}</code></li>`;
  });
  return `<section class="errors" aria-labelledby="errors">
<h2 id="errors">The preview ended with errors; what follows may not be all</h2>
<ul>${items.join("")}</ul>
</section>`;
}

function noteSection({ notes }: Report): string {
  if (notes.length === 0) return "";
  return `<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
${list("notes", notes)}
</section>`;
}

function list(className: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<ul class="${className}">${sentences.map((sentence) => `<li>${escaped(sentence, 2_000)}</li>`).join("")}</ul>`;
}

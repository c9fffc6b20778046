import type { PairStatus } from "./access.js";
import { type AccessMatrix, accessMatrices, type MatrixRow } from "./accessMatrix.js";
import { id, name } from "./htmlText.js";
import { PAIR_SIGNS } from "./pairSigns.js";
import type { Report } from "./report.js";

/** The access matrix with its legend. Empty where no pair is known. */
export function matrixSection(report: Report): string {
  const matrices = accessMatrices(report);
  if (matrices.length === 0) return "";
  const isMixed = matrices.some(
    ({ rows }) => rows.some(({ isChanged }) => isChanged) && rows.some(({ isChanged }) => !isChanged),
  );
  const filter = isMixed
    ? `<p><input type="checkbox" id="changed-only"> <label for="changed-only">Only instances on which something changes</label></p>`
    : "";
  return `<section aria-labelledby="matrix">
<h2 id="matrix">Access matrix</h2>
${legend(report)}
${filter}
${matrices.map(table).join("\n")}
</section>`;
}

function legend({ totals }: Report): string {
  const items = Object.entries(PAIR_SIGNS)
    .filter(([status]) => totals.pairs[status as PairStatus] > 0)
    .map(
      ([status, { sign, word, meaning }]) =>
        `<li><span class="${status}" aria-hidden="true">${sign}</span> ${word}: ${meaning}</li>`,
    );
  return `<ul class="legend">${items.join("")}</ul>`;
}

function table({ place, keyIds, rows, left }: AccessMatrix, index: number): string {
  const captionId = `matrix-${index}`;
  const provider = place.provider.slice(place.provider.lastIndexOf("::") + 2);
  const through = provider === "" || provider.startsWith("default") ? "" : ` through provider ${name(provider)}`;
  const caption = `Instances by keys in ${name(place.region ?? "a region that is not known yet")}${through}`;
  const heads = keyIds.map((keyId) => `<th scope="col">${id(keyId)}</th>`);
  return `<div class="scroll tall" role="region" aria-labelledby="${captionId}" tabindex="0">
<table class="matrix">
<caption id="${captionId}">${caption}</caption>
<thead><tr><th scope="col">instance</th>${heads.join("")}</tr></thead>
<tbody>
${rows.map(tableRow).join("\n")}
</tbody>
</table>
</div>
${left > 0 ? `<p>${left} more rows are not shown: the matrix would be too large to read.</p>` : ""}`;
}

function tableRow({ instances, cells, isChanged }: MatrixRow): string {
  const [first, ...others] = instances;
  const known = first.place.live.instance(first.instanceId)?.name;
  const head =
    others.length > 0
      ? `<details><summary>${instances.length} instances</summary>${instances.map(({ instanceId }) => id(instanceId)).join("<br>")}</details>`
      : `${id(first.instanceId)}${known === undefined ? "" : ` <span class="name">${name(known)}</span>`}`;
  return `<tr${isChanged ? "" : ' class="same"'}><th scope="row">${head}</th>${cells.map(cell).join("")}</tr>`;
}

function cell(status: PairStatus | undefined): string {
  if (status === undefined) return "<td></td>";
  // The style shows the sign and hides the word: a large matrix stays small, and a reader hears no signs.
  return `<td class="${status}"><i>${PAIR_SIGNS[status].word}</i></td>`;
}

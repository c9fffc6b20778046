import { PAIR_SIGNS } from "./pairSigns.js";

/** A browser that does not know a second text, for who hears the page, takes the first line. */
const SIGNS = Object.entries(PAIR_SIGNS)
  .map(([status, { sign }]) => `.matrix .${status}::before { content: "${sign}"; content: "${sign}" / ""; }`)
  .join("\n");

/** The style of the page. Each colour of text has a contrast of at least 4.5 to what is behind it, in light and dark. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --head: #f6f8fa; --focus: #0550ae;
  --added: #116329; --added-back: #dafbe1; --removed: #a40e26; --removed-back: #ffebe9;
  --drifted: #7d4e00; --drifted-back: #fff8c5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --text: #e6edf3; --soft: #9198a1; --line: #3d444d; --head: #151b23; --focus: #79c0ff;
    --added: #7ee787; --added-back: #12351f; --removed: #ffa198; --removed-back: #4a1518;
    --drifted: #f2cc60; --drifted-back: #3b2e05;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 110rem; background: var(--back); color: var(--text);
  overflow-wrap: break-word;
  font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
a { color: var(--focus); }
code, .id { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
.id { white-space: nowrap; }
.where, .name, .soft { color: var(--soft); }
.drastic { border-left: .35rem solid var(--removed); padding-left: .75rem; }
.counts { margin: .5rem 0; padding-left: 1.25rem; }
.scroll { position: relative; overflow: auto; width: fit-content; min-width: min(24rem, 100%); max-width: 100%;
  max-height: 85vh; scroll-padding: 4rem 0 0 11rem; border: 1px solid var(--line); border-radius: .375rem; }
.tall { scroll-padding-top: 10rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
table { border-collapse: separate; border-spacing: 0; }
caption { text-align: left; padding: .5rem .75rem; color: var(--soft); }
th, td { padding: .35rem .75rem; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--head); position: sticky; top: 0; z-index: 2; vertical-align: bottom; }
tbody th { background: var(--head); position: sticky; left: 0; z-index: 1; font-weight: 600; }
thead th:first-child { left: 0; z-index: 3; }
bdi { overflow-wrap: anywhere; }
.changes td { min-width: 7rem; }
.changes td:nth-last-child(-n + 2) { min-width: 13rem; }
td ul { margin: 0; padding: 0; list-style: none; }
summary { cursor: pointer; }
.errors { border-left: .35rem solid var(--removed); padding-left: .75rem; }
.down { color: var(--drifted); font-weight: 600; }
.lockout { color: var(--removed); font-weight: 600; }
.matrix caption { white-space: nowrap; }
.matrix td { text-align: center; min-width: 2.25rem; font-weight: 700; border-left: 1px solid var(--line); }
.matrix thead th:not(:first-child) { padding: .5rem .35rem; border-left: 1px solid var(--line); }
.matrix thead .id { writing-mode: vertical-rl; transform: rotate(180deg); }
.name { display: block; max-width: 14rem; font-weight: 400; }
.kept { color: var(--soft); }
.added, .restored { background: var(--added-back); color: var(--added); }
.removed, .mayBeRemoved { background: var(--removed-back); color: var(--removed); }
.drifted { background: var(--drifted-back); color: var(--drifted); }
.plain { background: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none; }
.legend span { display: inline-block; min-width: 1.75rem; text-align: center; font-weight: 700; border-radius: .25rem; }
.matrix i { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
${SIGNS}
body:has(#changed-only:checked) .matrix .same { display: none; }
@media (max-width: 40rem) { tbody th, thead th:first-child { position: static; } }
@media print { .scroll { max-height: none; overflow: visible; } thead th, tbody th { position: static; } }
`;

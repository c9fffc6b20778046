import type { Boundary } from "./boundaries";
import { type Fault, KEY_PAIR_WRITES, type Lasting, WRITE_PLACES } from "./fault";

type Effect = Readonly<Record<string, unknown>>;

/** Answers that never come or tell nothing, of calls that were not carried out. */
const LOST: Readonly<Record<string, Effect>> = {
  "connection reset": { reset: "before" },
  "never answered": { hang: true },
  "empty body": { body: "empty", executed: false },
  "body cut off": { body: "cut", executed: false },
  "half of the JSON": { body: "truncated", executed: false },
  "not JSON": { body: "notJson", executed: false },
  "{}": { body: "emptyObject", executed: false },
  "HTTP 408, HTML": { http: 408 },
  "HTTP 500, HTML": { http: 500 },
  "HTTP 502, HTML": { http: 502 },
  "HTTP 503, text": { http: 503, html: false },
  "HTTP 504, HTML": { http: 504 },
};

/** The same of calls that were. */
const LOST_AFTER: Readonly<Record<string, Effect>> = {
  "connection reset": { reset: "after" },
  "never answered": { hang: true, executed: true },
  "empty body": { body: "empty" },
  "body cut off": { body: "cut" },
  "half of the JSON": { body: "truncated" },
  "not JSON": { body: "notJson" },
  "{}": { body: "emptyObject" },
  "HTTP 408, HTML": { http: 408, executed: true },
  "HTTP 500, HTML": { http: 500, executed: true },
  "HTTP 502, HTML": { http: 502, executed: true },
  "HTTP 503, text": { http: 503, html: false, executed: true },
  "HTTP 504, HTML": { http: 504, executed: true },
};

/** What a proxy or a wrong endpoint answers with, which nothing but a person changes. */
const REFUSED: Readonly<Record<string, Effect>> = {
  "HTTP 400, HTML": { http: 400 },
  "HTTP 401, HTML": { http: 401 },
  "HTTP 403, HTML": { http: 403 },
  "HTTP 404, text": { http: 404, html: false },
  "HTTP 407, HTML": { http: 407 },
};

/** Those that stand for the others where not every one is tried. */
const SAMPLES: ReadonlySet<string> = new Set(["connection reset", "never answered", "HTTP 502, HTML"]);

/** Those that are tried from then on as well, the second one everywhere. */
const LASTING: ReadonlySet<string> = new Set(["connection reset", "HTTP 502, HTML"]);
const LASTING_SAMPLE = "HTTP 502, HTML";

/** Faults of one call that come between it and its answer. */
export function wireFaults({ place }: Pick<Boundary, "place">, isEach: boolean): Fault[] {
  const isWrite = WRITE_PLACES.includes(place) || KEY_PAIR_WRITES.includes(place);
  const chosen = (all: Readonly<Record<string, Effect>>): [string, Effect][] =>
    Object.entries(all).filter(([name]) => isEach || SAMPLES.has(name));
  const fault = (kind: Fault["kind"], name: string, lasting: Lasting, effect: Effect): Fault => {
    const { http } = effect;
    const says = [typeof http === "number" ? `HTTP status ${http}` : "no usable answer"];
    return { kind, name, lasting, effects: [effect], says };
  };
  const lost = chosen(LOST).flatMap(([name, effect]) => [
    fault("no answer, not carried out", name, "once", effect),
    ...((isEach ? LASTING.has(name) : name === LASTING_SAMPLE)
      ? [fault("no answer, not carried out", name, "from then on", effect)]
      : []),
  ]);
  const lostAfter = isWrite
    ? chosen(LOST_AFTER).map(([name, effect]) => fault("no answer, carried out", name, "once", effect))
    : [];
  const refused = Object.entries(REFUSED)
    .filter(([name]) => isEach || name === "HTTP 403, HTML")
    .map(([name, effect]) => fault("refused", name, "from then on", effect));
  const throttled = isEach ? [fault("throttled", "HTTP 429, HTML", "once", { http: 429 })] : [];
  return [...lost, ...lostAfter, ...refused, ...throttled];
}

import type { Place } from "./boundaries";
import { PASSING, READ_PLACES, UNKNOWN } from "./fault";
import type { Rule } from "./rule";

const AFTER_WRITING: readonly Place[] = ["wait", "confirmation"];

/** The scenarios in which nothing that is recorded is found. */
const NOTHING_LEFT: readonly string[] = ["refresh, all unbound", "refresh, all gone"];

/** The part of the table of expectations that is about calls which only read. */
export const READ_RULES: readonly Rule[] = [
  {
    kinds: PASSING,
    lasting: "once",
    places: ["account"],
    scenarios: NOTHING_LEFT,
    ending: "retried",
    because: "Where nothing recorded is found, it must be known that the credentials are not those of another account.",
  },
  {
    kinds: [...PASSING, "refused"],
    lasting: "from then on",
    places: ["account"],
    scenarios: NOTHING_LEFT,
    ending: "refused",
    names: [],
    because: "The same: what cannot be found under credentials that nobody knows is not taken for gone.",
  },
  {
    kinds: UNKNOWN,
    lasting: "once",
    places: ["look"],
    scenarios: ["refresh, one missing", "refresh, all unbound", "refresh, all gone"],
    ending: "done without",
    because: "The pair is not bound in any case; the instance is only looked at for what may be under way there.",
  },
  {
    kinds: [...PASSING, "refused"],
    places: ["account"],
    ending: "done without",
    because: "The account is recorded where it can be told; a command whose keys are found does not depend on it.",
  },
  {
    kinds: [...PASSING, ...UNKNOWN],
    lasting: "once",
    places: READ_PLACES,
    ending: "retried",
    because: "A read is free to repeat; an id that is said not to exist is asked for alone before that is believed.",
  },
  {
    kinds: [...PASSING, ...UNKNOWN, "refused"],
    lasting: "from then on",
    places: ["look"],
    ending: "refused",
    names: ["what was read"],
    because: "Nothing is written before it is known what is there.",
  },
  {
    kinds: [...PASSING, ...UNKNOWN, "refused"],
    lasting: "from then on",
    places: AFTER_WRITING,
    ending: "partial",
    names: ["instances"],
    because:
      "What was written may have taken effect and cannot be seen: it is recorded as perhaps bound, never as done.",
  },
];

import type { Place } from "./boundaries";
import { PASSING, UNKNOWN, UNTRUE, WRITE_PLACES } from "./fault";
import { READ_RULES } from "./readRules";
import type { Rule } from "./rule";

const KEYS: readonly Place[] = ["bind", "unbind"];

/** The scenarios in which nothing is changed before the first bind or unbind. */
const NO_STOP: readonly string[] = [
  ...["create", "create part", "create and start", "create online", "add"],
  ...["remove", "remove and start", "destroy", "destroy and start"],
];

/** The table of expectations. `docs/faults.md` is written from it. */
export const RULES: readonly Rule[] = [
  ...READ_RULES,
  {
    kinds: PASSING,
    lasting: "once",
    places: WRITE_PLACES,
    ending: "retried",
    because: "It was not carried out, for sure or as a look shows, and only then is it sent again.",
  },
  {
    kinds: ["throttled"],
    lasting: "from then on",
    places: KEYS,
    scenarios: NO_STOP,
    ending: "refused",
    names: ["instances", "keys"],
    because: "A throttled call is not carried out, so when the time is over nothing has changed.",
  },
  {
    kinds: ["refused", "refused as busy", "throttled", ...UNTRUE],
    lasting: "from then on",
    places: ["stop"],
    ending: "refused",
    names: ["instances"],
    because: "A machine that could not be shut down is as it was, and so is all else.",
  },
  {
    kinds: PASSING,
    lasting: "from then on",
    places: WRITE_PLACES,
    ending: "partial",
    names: ["instances"],
    because: "The tries are bounded, and the last may be on its way still: so it is recorded as perhaps bound.",
  },
  {
    kinds: ["service fault, carried out", "no answer, carried out"],
    places: WRITE_PLACES,
    ending: "adopted",
    because: "Whether a call without an answer was carried out is looked up before anything is sent again.",
  },
  {
    kinds: ["refused as busy", "other work just before"],
    lasting: "once",
    places: WRITE_PLACES,
    ending: "waited",
    because: "An instance that is busy is waited for, observed again, and asked again; others do not wait for it.",
  },
  {
    kinds: ["refused as busy", ...UNTRUE],
    lasting: "from then on",
    places: KEYS,
    scenarios: NO_STOP,
    ending: "refused",
    names: ["instances", "keys"],
    because: "A refused call is not carried out; when the time or the tries are over, nothing has changed.",
  },
  {
    kinds: ["refused"],
    places: KEYS,
    scenarios: NO_STOP,
    ending: "refused",
    names: ["instances", "keys"],
    because: "Trying again changes nothing; the error names action, code, RequestId and what to do.",
  },
  {
    kinds: ["refused", "refused as busy", ...UNTRUE],
    lasting: "from then on",
    places: WRITE_PLACES,
    ending: "partial",
    names: ["instances"],
    because:
      "Machines were or may have been taken down before it: they are started again, and what is left is recorded.",
  },
  {
    kinds: ["refused as an unknown key, untrue"],
    lasting: "once",
    places: ["bind"],
    scenarios: ["create", "create and start", "create online", "add"],
    ending: "refused",
    names: ["instances", "keys"],
    because:
      "A key that has been seen and is gone now can be bound nowhere; the error names it, and nothing has changed.",
  },
  {
    kinds: UNKNOWN,
    lasting: "once",
    places: ["bind"],
    scenarios: ["create part"],
    ending: "partial",
    names: ["instances", "keys"],
    because: "It refuses what was asked for one instance alone, which is named; the other request is done.",
  },
  {
    kinds: ["refused as an unknown key, untrue"],
    lasting: "once",
    places: ["bind"],
    ending: "partial",
    names: ["instances", "keys"],
    because: "The same as where nothing was changed, but for machines that were taken down: they are started again.",
  },
  {
    kinds: UNTRUE,
    lasting: "once",
    places: WRITE_PLACES,
    ending: "retried",
    because: "A refusal that the world belies is out of date: observe, plan again, send what is left.",
  },
  {
    kinds: ["refused for one instance"],
    places: KEYS,
    ending: "partial",
    names: ["instances", "keys"],
    because: "One bad instance refuses a whole request; it is told apart, named, and the others go their way.",
  },
  {
    kinds: ["operation FAILED", "operation FAILED on one instance", "operation FAILED, yet took effect"],
    places: WRITE_PLACES,
    ending: "partial",
    names: ["instances"],
    because:
      "FAILED ends the wait at once, is told with its RequestId, and a binding that shows all the same is recorded.",
  },
  {
    kinds: ["shows late or otherwise"],
    places: WRITE_PLACES,
    ending: "waited",
    because: "An operation is finished when it is ours, ended and visible; no older SUCCESS stands for it.",
  },
  {
    kinds: ["never shows or never ends"],
    places: WRITE_PLACES,
    ending: "partial",
    names: ["instances"],
    because: "A time-out is never a success, and what was asked for is recorded as perhaps bound.",
  },
  {
    kinds: ["other work just after"],
    places: KEYS,
    ending: "waited",
    because: "Another operation in the place of ours is waited for; then the bindings themselves decide.",
  },
  {
    kinds: ["other work undoes it"],
    places: KEYS,
    ending: "retried",
    does: "again",
    because: "The bindings show that ours had no effect, so it is sent again, for that instance alone.",
  },
  {
    kinds: ["done by hand just before, on one instance"],
    places: KEYS,
    ending: "adopted",
    does: "rest",
    because: "A pair that is as wanted already refuses the whole request; observe, and ask for the rest.",
  },
  {
    kinds: ["done by hand just before, on both"],
    places: KEYS,
    ending: "adopted",
    does: "nothing",
    because: "What is as wanted already is as good as done by us.",
  },
  {
    kinds: ["instance vanishes", "key pair vanishes", "instance is isolated"],
    places: ["unbind"],
    scenarios: ["destroy", "destroy and start"],
    ending: "adopted",
    does: "some",
    because: "A binding that is gone with its key or its instance is as a delete wants it.",
  },
  {
    kinds: ["key pair vanishes"],
    places: ["unbind"],
    ending: "adopted",
    does: "nothing",
    because: "A key that is gone is unbound everywhere.",
  },
  {
    kinds: ["key pair vanishes"],
    places: ["bind"],
    scenarios: NO_STOP,
    ending: "refused",
    names: ["instances", "keys"],
    because: "A key that does not exist can be bound nowhere, and the error names it.",
  },
  {
    kinds: ["instance is isolated"],
    places: ["unbind"],
    ending: "adopted",
    does: "rest",
    because: "No unbind is accepted there, and the binding ends with the instance.",
  },
  {
    kinds: ["instance vanishes", "key pair vanishes", "instance is isolated"],
    places: KEYS,
    ending: "partial",
    names: ["instances"],
    because: "What is declared cannot be there any more: the instance is named, and the others go their way.",
  },
];

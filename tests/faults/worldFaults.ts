import { API, WEB } from "../lifecycle/ids";
import type { Boundary, Place } from "./boundaries";
import { type Fault, type FaultKind, WRITE_PLACES } from "./fault";

type Effect = Readonly<Record<string, unknown>>;
type HoldUp = NonNullable<Fault["holdsUp"]>;

/** How long an operation takes where no fault says otherwise. */
export const OPERATION_MS = 600;

/** How an operation may come into view, and what has to be waited for then. */
const VIEWS: Readonly<Record<string, [Effect, HoldUp]>> = {
  "the operation before shows for four reads": [{ staleReads: 4 }, { reads: 5 }],
  "the state is null for four reads": [{ nullStateReads: 4 }, { reads: 5 }],
  "stale, then null": [{ staleReads: 3, nullStateReads: 3 }, { reads: 7 }],
  "the bindings show four reads late": [{ lateBindingReads: 4 }, { keyReads: 5 }],
  "another RequestId shows": [{ operationRequestId: "other" }, { reads: 2 }],
  "another name shows": [{ operationName: "UpdateLoginSettings" }, { reads: 2, ms: OPERATION_MS }],
  "it takes 15 s": [{ operationMs: 15_000 }, { reads: 10, ms: 15_000 }],
  "it ends after five reads": [{ afterReads: 5 }, { reads: 6 }],
  "optional fields are left out": [{ optionalFields: "omitted" }, { reads: 2, ms: OPERATION_MS }],
  "optional fields are null": [{ optionalFields: "null" }, { reads: 2, ms: OPERATION_MS }],
  "the bindings show before it ends": [{ bindingsWritten: "whileOperating" }, { reads: 2, ms: OPERATION_MS }],
  "another operation follows at once": [{ operationAfter: true }, { reads: 2, ms: OPERATION_MS }],
};

/** What an error says that is due to an operation without an end or without a trace. */
const TIMED_OUT = "timed out after";

/** Ways in which it never ends or is never seen to have ended, within the time that the command has. */
const NEVER: Readonly<Record<string, Effect>> = {
  "it never ends": { byHand: true },
};

/** How long another tool's work takes. */
const OTHER_WORK_MS = 3_000;
const OTHER_WORK_AFTER_MS = 2_000;

/** Another tool's work on WEB, which the next call meets. */
const OTHER_WORK: Readonly<Record<string, Effect>> = {
  visible: { operationMs: OTHER_WORK_MS },
  hidden: { operationMs: OTHER_WORK_MS, hidden: true },
  "of a key": { operationMs: OTHER_WORK_MS, name: "AssociateInstancesKeyPairs" },
  "a reboot": { operationMs: OTHER_WORK_MS, name: "RebootInstances", state: "REBOOTING", finalState: "RUNNING" },
};

/** Faults of one write that come from the world it works on, and from others who work there too. */
export function worldFaults(boundary: Boundary, isEach: boolean, goesDown: boolean): Fault[] {
  const { place } = boundary;
  if (!WRITE_PLACES.includes(place)) return [];
  const isKeyAction = place === "bind" || place === "unbind";
  return [
    ...viewFaults(place),
    ...failures(place, goesDown),
    ...otherWork(isEach),
    ...(isKeyAction ? keyFaults(boundary, place) : []),
  ];
}

/** More reads than a command makes, so that a binding does not come into view while it runs. */
const UNSEEN_FOR_READS = 70;

const NEVER_SHOWN = "SUCCESS, and the bindings never show";

/** The LatestOperation fields never show anything of it: of a start or stop the power state tells all the same. */
const NEVER_TOLD = "the operation before shows for ever";

function viewFaults(place: Place): Fault[] {
  const isOfKeys = (name: string): boolean => name.includes("bindings");
  const isKeyAction = place === "bind" || place === "unbind";
  const view = (kind: FaultKind, name: string, settings: Effect, more: Partial<Fault>): Fault[] =>
    isOfKeys(name) && !isKeyAction ? [] : [{ ...once(kind, name, [before({ edit: "settings", settings })]), ...more }];
  const never = "never shows or never ends";
  const late = "shows late or otherwise";
  // A start or a stop has happened once the power state shows it, whatever the LatestOperation fields say.
  const held = (holdsUp: HoldUp): HoldUp => (isKeyAction ? holdsUp : { ms: holdsUp.ms ?? 0 });
  return [
    ...Object.entries(VIEWS).flatMap(([name, [settings, holdsUp]]) =>
      view(late, name, settings, { holdsUp: held(holdsUp) }),
    ),
    ...Object.entries(NEVER).flatMap(([name, settings]) => view(never, name, settings, { says: [TIMED_OUT] })),
    ...view(isKeyAction ? never : late, NEVER_TOLD, { staleReads: 300 }, { says: [TIMED_OUT] }),
    ...view(
      never,
      NEVER_SHOWN,
      { lateBindingReads: UNSEEN_FOR_READS },
      { says: ["ended with SUCCESS, but"], staleReads: UNSEEN_FOR_READS },
    ),
    ...(isKeyAction
      ? [{ ...once(late, "the answer comes 4 s late", [{ delayMs: 4_000 }]), holdsUp: { ms: 4_000 } }]
      : []),
  ];
}

/** `goesDown`: whether the operation takes the instance down, so that it may leave it so. */
function failures(place: Place, goesDown: boolean): Fault[] {
  return failuresOf(place, goesDown).map((fault) => ({ ...fault, says: ["ended FAILED"] }));
}

function failuresOf(place: Place, goesDown: boolean): Fault[] {
  const failed = { operation: "FAILED" };
  if (place === "stop") return [once("operation FAILED", "it goes on running", [{ ...failed, leaves: "RUNNING" }])];
  if (place === "start") return [once("operation FAILED", "it stays down", [{ ...failed, leaves: "STOPPED" }])];
  const one = (name: string, effect: Effect): Fault => ({
    ...once("operation FAILED on one instance", name, [effect]),
    instanceId: WEB,
  });
  return [
    once("operation FAILED", "without effect", [failed]),
    one("without effect", failed),
    ...(goesDown ? [one("without effect, left down", { ...failed, leaves: "STOPPED" })] : []),
    once("operation FAILED, yet took effect", "on both", [{ ...failed, applied: true }]),
    { ...once("operation FAILED, yet took effect", "on one", [{ ...failed, applied: true }]), instanceId: WEB },
  ];
}

function otherWork(isEach: boolean): Fault[] {
  // A machine that is down must not be up again by somebody else's doing, nor down by it: that is a story of its own.
  return Object.entries(OTHER_WORK)
    .filter(([name]) => name === "visible" || (isEach && name !== "a reboot"))
    .map(([name, work]) => ({
      ...once("other work just before", name, [before({ edit: "operation", instanceId: WEB, ...work })]),
      holdsUp: { reads: 2, ms: OTHER_WORK_MS },
    }));
}

/** What an error says that is due to an instance which is there no more. */
const GONE = ["does not exist", "went away"];

function keyFaults({ keyIds }: Boundary, place: "bind" | "unbind"): Fault[] {
  const byHand = (instanceId: string): Effect[] => keyIds.map((keyId) => ({ edit: place, keyId, instanceId }));
  const after = (outcome: string): Effect => ({
    edits: [
      { edit: "finish", instanceId: WEB, outcome },
      { edit: "operation", instanceId: WEB, operationMs: OTHER_WORK_AFTER_MS },
    ],
    when: "after",
  });
  const gone = { edit: "deleteInstance", instanceId: WEB };
  return [
    {
      ...once("other work just after", "over ours, which has ended", [after("SUCCESS")]),
      holdsUp: { reads: 2, ms: OTHER_WORK_AFTER_MS },
    },
    once("other work undoes it", "in the place of ours", [after("FAILED")]),
    once("done by hand just before, on one instance", "", [before(...byHand(WEB))]),
    once("done by hand just before, on both", "", [before(...byHand(WEB), ...byHand(API))]),
    { ...once("instance vanishes", "before the call", [before(gone)]), loss: "instance", says: GONE },
    {
      ...once("instance vanishes", "after the call", [{ edits: [gone], when: "after" }]),
      loss: "instance",
      says: GONE,
    },
    {
      ...once("instance is isolated", "", [
        before({ edit: "patchInstance", instanceId: WEB, patch: { state: "SHUTDOWN" } }),
      ]),
      loss: "isolated instance",
      says: ["SHUTDOWN"],
    },
    {
      ...once("key pair vanishes", "", [before(...keyIds.map((keyId) => ({ edit: "deleteKeyPair", keyId })))]),
      loss: "key pair",
      says: ["does not exist", "KeyIdNotFound"],
    },
  ];
}

function once(kind: FaultKind, name: string, effects: Effect[]): Fault {
  return { kind, name, lasting: "once", effects, says: [] };
}

function before(...edits: Effect[]): Effect {
  return { edits, when: "before" };
}

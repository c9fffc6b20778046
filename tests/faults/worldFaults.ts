import { API, WEB } from "../lifecycle/ids";
import type { Boundary, Place } from "./boundaries";
import { type Fault, type FaultKind, WRITE_PLACES } from "./fault";

type Effect = Readonly<Record<string, unknown>>;

/** How an operation may come into view. */
const VIEWS: Readonly<Record<string, Effect>> = {
  "the operation before shows for four reads": { staleReads: 4 },
  "the state is null for four reads": { nullStateReads: 4 },
  "stale, then null": { staleReads: 3, nullStateReads: 3 },
  "the bindings show four reads late": { lateBindingReads: 4 },
  "another RequestId shows": { operationRequestId: "other" },
  "another name shows": { operationName: "UpdateLoginSettings" },
  "it takes 15 s": { operationMs: 15_000 },
  "it ends after five reads": { afterReads: 5 },
  "optional fields are left out": { optionalFields: "omitted" },
  "optional fields are null": { optionalFields: "null" },
  "the bindings show before it ends": { bindingsWritten: "whileOperating" },
  "another operation follows at once": { operationAfter: true },
};

/** Ways in which it never ends or is never seen to have ended, within the time that the command has. */
const NEVER: Readonly<Record<string, Effect>> = {
  "it never ends": { byHand: true },
};

/** Another tool's work on WEB, which the next call meets. */
const OTHER_WORK: Readonly<Record<string, Effect>> = {
  visible: { operationMs: 3_000 },
  hidden: { operationMs: 3_000, hidden: true },
  "of a key": { operationMs: 3_000, name: "AssociateInstancesKeyPairs" },
  "a reboot": { operationMs: 3_000, name: "RebootInstances", state: "REBOOTING", finalState: "RUNNING" },
};

/** Faults of one write that come from the world it works on, and from others who work there too. */
export function worldFaults(boundary: Boundary, isEach: boolean): Fault[] {
  const { place } = boundary;
  if (!WRITE_PLACES.includes(place)) return [];
  const isKeyAction = place === "bind" || place === "unbind";
  return [
    ...viewFaults(place),
    ...failures(place),
    ...otherWork(place, isEach),
    ...(isKeyAction ? keyFaults(boundary, place) : []),
  ];
}

/** More reads than a command makes, so that a binding does not come into view while it runs. */
const UNSEEN_FOR_READS = 50;

const NEVER_SHOWN: [string, Effect] = ["SUCCESS, and the bindings never show", { lateBindingReads: UNSEEN_FOR_READS }];

/** The LatestOperation fields never show anything of it: of a start or stop the power state tells all the same. */
const NEVER_TOLD: [string, Effect] = ["the operation before shows for ever", { staleReads: 230 }];

function viewFaults(place: Place): Fault[] {
  const isOfKeys = (name: string): boolean => name.includes("bindings");
  const isKeyAction = place === "bind" || place === "unbind";
  const view = (kind: FaultKind, [name, settings]: [string, Effect]): Fault[] =>
    isOfKeys(name) && !isKeyAction ? [] : [once(kind, name, [before({ edit: "settings", settings })])];
  return [
    ...Object.entries(VIEWS).flatMap((one) => view("shows late or otherwise", one)),
    ...Object.entries(NEVER).flatMap((one) => view("never shows or never ends", one)),
    ...view(isKeyAction ? "never shows or never ends" : "shows late or otherwise", NEVER_TOLD),
    ...view("never shows or never ends", NEVER_SHOWN).map((fault) => ({ ...fault, staleReads: UNSEEN_FOR_READS })),
    ...(isKeyAction ? [once("shows late or otherwise", "the answer comes 4 s late", [{ delayMs: 4_000 }])] : []),
  ];
}

function failures(place: Place): Fault[] {
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
    one("without effect, left down", { ...failed, leaves: "STOPPED" }),
    once("operation FAILED, yet took effect", "on both", [{ ...failed, applied: true }]),
    { ...once("operation FAILED, yet took effect", "on one", [{ ...failed, applied: true }]), instanceId: WEB },
  ];
}

function otherWork(place: Place, isEach: boolean): Fault[] {
  // A machine that is down must not be up again by somebody else's doing: that is a story of its own.
  const isAllowed = (name: string): boolean =>
    isEach && (name !== "a reboot" || place === "bind" || place === "unbind");
  return Object.entries(OTHER_WORK)
    .filter(([name]) => name === "visible" || isAllowed(name))
    .map(([name, work]) =>
      once("other work just before", name, [before({ edit: "operation", instanceId: WEB, ...work })]),
    );
}

function keyFaults({ keyIds }: Boundary, place: "bind" | "unbind"): Fault[] {
  const byHand = (instanceId: string): Effect[] => keyIds.map((keyId) => ({ edit: place, keyId, instanceId }));
  const after = (outcome: string): Effect => ({
    edits: [
      { edit: "finish", instanceId: WEB, outcome },
      { edit: "operation", instanceId: WEB, operationMs: 2_000 },
    ],
    when: "after",
  });
  const gone = { edit: "deleteInstance", instanceId: WEB };
  return [
    once("other work just after", "over ours, which has ended", [after("SUCCESS")]),
    once("other work undoes it", "in the place of ours", [after("FAILED")]),
    once("done by hand just before, on one instance", "", [before(...byHand(WEB))]),
    once("done by hand just before, on both", "", [before(...byHand(WEB), ...byHand(API))]),
    { ...once("instance vanishes", "before the call", [before(gone)]), loss: "instance" },
    { ...once("instance vanishes", "after the call", [{ edits: [gone], when: "after" }]), loss: "instance" },
    {
      ...once("instance is isolated", "", [
        before({ edit: "patchInstance", instanceId: WEB, patch: { state: "SHUTDOWN" } }),
      ]),
      loss: "isolated instance",
    },
    {
      ...once("key pair vanishes", "", [before(...keyIds.map((keyId) => ({ edit: "deleteKeyPair", keyId })))]),
      loss: "key pair",
    },
  ];
}

function once(kind: FaultKind, name: string, effects: Effect[]): Fault {
  return { kind, name, lasting: "once", effects };
}

function before(...edits: Effect[]): Effect {
  return { edits, when: "before" };
}

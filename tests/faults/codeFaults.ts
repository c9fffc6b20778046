import { WEB } from "../lifecycle/ids";
import { COMMON_CODES } from "../lighthouse/actions/codes";
import { ACTIONS } from "../lighthouse/actions/registry";
import type { Boundary } from "./boundaries";
import { type Fault, type FaultKind, KEY_PAIR_WRITES, READ_PLACES, UNKNOWN, WRITE_PLACES } from "./fault";

/** What a code says, by the documents: the first pattern that fits decides. */
const MEANINGS: readonly [RegExp, FaultKind][] = [
  [/^RequestLimitExceeded/, "throttled"],
  [/^(InternalError|ServiceUnavailable|FailedOperation)/, "service fault, not carried out"],
  [/(LatestOperationUnfinished|InstanceOperationInProgress|InstanceCreating|KeyPairInUse)$/, "refused as busy"],
  [/InvalidInstanceState$/, "refused for its state, untrue"],
  [
    /(KeyPairBindDuplicate|KeyPairNotBoundToInstance|DuplicateParameterValue|PublicKeyDuplicated)$/,
    "refused as done already, untrue",
  ],
  [/^ResourceNotFound.Key/, "refused as an unknown key, untrue"],
  [/^ResourceNotFound/, "refused as an unknown instance, untrue"],
  [/./, "refused"],
];

/** Codes that stand for their kind where not every code is tried. */
const SAMPLES: ReadonlySet<string> = new Set([
  "RequestLimitExceeded",
  "InternalError",
  "UnsupportedOperation.LatestOperationUnfinished",
  "UnsupportedOperation.InvalidInstanceState",
  "UnsupportedOperation.KeyPairBindDuplicate",
  "UnsupportedOperation.KeyPairNotBoundToInstance",
  "ResourceNotFound.InstanceIdNotFound",
  "ResourceNotFound.KeyIdNotFound",
  "UnauthorizedOperation.NoPermission",
]);

/** Refusals that are due to one instance of those that a request names. */
const OF_ONE_INSTANCE =
  /(NoPermission|InstanceIdMalformed|DisplayAreaNotSupportOperation|Windows\w+|TatAgentNotOnline|UsernameMismatch)$/;

/** Refusals that lose their force when they come once only: by then they would be untrue. */
const NEVER_ONCE: ReadonlySet<FaultKind> = new Set<FaultKind>(["refused"]);

/**
 * Faults of one call that come as a code: every code documented for its action, or one of each kind.
 *
 * That an instance does not exist is no fault where reads go on saying so: then it has gone.
 *
 * @param isEach Whether every code is tried, and those of unknown keys from then on as well.
 */
export function codeFaults({ action, place }: Pick<Boundary, "action" | "place">, isEach: boolean): Fault[] {
  const documented = [...Object.keys(ACTIONS.get(action)?.codes ?? {}), ...Object.keys(COMMON_CODES)];
  const codes = documented.filter((code) => isEach || SAMPLES.has(code));
  return codes.flatMap((code) => {
    const kind = MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? "refused";
    const isFinal =
      !UNKNOWN.includes(kind) || (isEach && action !== "DescribeInstances") || !READ_PLACES.includes(place);
    return [...plain(code, kind, isFinal), ...carriedOut(code, kind, place), ...ofOneInstance(code, kind, place)];
  });
}

/** `isFinal`: whether it is tried from then on as well. */
function plain(code: string, kind: FaultKind, isFinal: boolean): Fault[] {
  // That an id does not exist is told in words where a read has said it.
  const says = UNKNOWN.includes(kind) ? [code, "does not exist", "went away"] : [code];
  const fault = { kind, name: code, effects: [{ code }], says };
  const once: Fault[] = NEVER_ONCE.has(kind) ? [] : [{ ...fault, lasting: "once" }];
  // Of the kinds that pass, one code stands for the others where it does not pass.
  const isLasting = isFinal && (kind === "refused" || SAMPLES.has(code));
  return isLasting ? [...once, { ...fault, lasting: "from then on" }] : once;
}

function carriedOut(code: string, kind: FaultKind, place: Boundary["place"]): Fault[] {
  const isWrite = WRITE_PLACES.includes(place) || KEY_PAIR_WRITES.includes(place);
  if (kind !== "service fault, not carried out" || !isWrite) return [];
  const effects = [{ code, executed: true }];
  return [{ kind: "service fault, carried out", name: code, lasting: "once", effects, says: [code] }];
}

function ofOneInstance(code: string, kind: FaultKind, place: Boundary["place"]): Fault[] {
  if (kind !== "refused" || !OF_ONE_INSTANCE.test(code) || (place !== "bind" && place !== "unbind")) return [];
  const effects = [{ code }];
  return [
    { kind: "refused for one instance", name: code, lasting: "from then on", effects, says: [code], instanceId: WEB },
  ];
}

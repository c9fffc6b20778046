/** What the changes on one instance mean for those who use it. Pure. */
import { barToBind, barToUnbind, hasEnded } from "../../provider/bars.js";
import type { Instance } from "../../provider/lighthouse.js";
import type { InstanceAccess } from "./access.js";
import { type LoginEffect, loginEffect } from "./login.js";
import type { Operation } from "./operation.js";
import { type PowerEffect, powerEffect } from "./power.js";

/** What happens on one instance. */
export interface Effect {
  power: PowerEffect;
  login: LoginEffect;
  /** Why the apply will be refused here; undefined where it is not. */
  refusal?: string;
  /** What happens to the instance, in words. */
  words: string;
  /** Whether anything happens, or stays wrong that was found wrong. */
  isNoteworthy: boolean;
}

/** Where nothing is done to the power. */
const UNTOUCHED: PowerEffect = { shutdown: "no", shutdowns: 0, start: "no", words: "none" };

/** Judges one instance. */
export function effectOn(access: InstanceAccess): Effect {
  const { place, instanceId, operations, pairs } = access;
  const instance = place.live.instance(instanceId);
  const isSeen = place.live.hasLookedAt(instanceId);
  const drifted = [...pairs.values()].filter((status) => status === "drifted").length;
  const isChanged = operations.some(changesPairs);
  const refusal = missingKey(access) ?? (isSeen ? refusalOf(operations, instance, place.region ?? "") : undefined);
  if (refusal !== undefined) {
    return {
      power: UNTOUCHED,
      login: untouched("as before"),
      refusal,
      words: `refused: ${refusal}`,
      isNoteworthy: true,
    };
  }
  if (isSeen && hasEnded(instance)) {
    const words = `nothing can be done: it is ${instance?.state ?? "gone"}`;
    return { power: UNTOUCHED, login: untouched("nobody logs in"), words, isNoteworthy: isChanged };
  }
  const power = isChanged || operations.length > 0 ? powerEffect(operations, instance) : UNTOUCHED;
  const words = [
    ...(power === UNTOUCHED && drifted > 0 ? [] : [power.words]),
    ...(operations.some(({ rebinds }) => rebinds.length > 0) ? ["keys bound again for another user"] : []),
    ...(drifted > 0 ? [driftWords(drifted)] : []),
  ];
  return {
    power,
    login: loginEffect(access, instance),
    words: words.join("; "),
    isNoteworthy: isChanged || power.start !== "no" || drifted > 0,
  };
}

function changesPairs({ gains, rebinds, loses, mayLose, hiddenGains }: Operation): boolean {
  return gains.length + rebinds.length + loses.length + mayLose.length > 0 || hiddenGains !== undefined;
}

function missingKey({ place, operations }: InstanceAccess): string | undefined {
  const missing = operations.flatMap(({ gains }) => gains).find((keyId) => place.live.lacksKey(keyId));
  return missing && `${missing} does not exist in region ${place.region}`;
}

function refusalOf(
  operations: readonly Operation[],
  instance: Instance | undefined,
  region: string,
): string | undefined {
  const isBound = operations.some(({ gains, hiddenGains }) => gains.length > 0 || hiddenGains);
  const isUnbound = operations.some(({ loses }) => loses.length > 0);
  return (
    (isBound ? barToBind(instance, region) : undefined) ?? (isUnbound && instance ? barToUnbind(instance) : undefined)
  );
}

function untouched(words: string): LoginEffect {
  return { lockout: "no", endsPassword: false, words, users: [] };
}

function driftWords(count: number): string {
  const keys = count === 1 ? "1 key was" : `${count} keys were`;
  return `${keys} unbound by somebody else and stays so; a refresh before the apply binds again`;
}

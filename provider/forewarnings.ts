/** What a reviewer should know beforehand of a change. Pure: from what was inspected to sentences. */

import type { Power } from "./association.js";
import { hasEnded } from "./bars.js";
import { nameIn, type Rival } from "./claims.js";
import type { Inspection } from "./inspection.js";
import type { BindOptions, Instance } from "./lighthouse.js";
import { named } from "./named.js";

/** How many ids or instances a sentence names before it counts the rest. */
const MAX_NAMED = 10;

/** All that is worth a warning, most drastic first. Empty where nothing would change. */
export function forewarnings(
  inspection: Inspection,
  how: BindOptions & { power: Power },
  toRun: readonly string[],
  rivalsOn: (instanceId: string) => readonly Rival[],
): string[] {
  return [
    ...shutdowns(inspection, how),
    ...starts(inspection, toRun),
    ...keysThatMayStop(inspection),
    ...passwordLogin(inspection),
    ...withoutKey(inspection),
    ...rivals(inspection, rivalsOn),
  ];
}

function shutdowns({ gains, loses, instances }: Inspection, how: BindOptions & { power: Power }): string[] {
  if (how.associateType === "ONLINE") return [];
  const down = existing(gains.plus(loses).instanceIds(), instances).filter(({ state }) => state === "RUNNING");
  if (down.length === 0) return [];
  const after =
    how.power === "leave" ? ' power "leave" starts none of them again: what the service leaves STOPPED stays so.' : "";
  return [
    `${counted(down.length, "running instance")} will be shut down: ${listed(down.map(nameOf))}. associateType "ONLINE" would avoid it where the service knows it.${after}`,
  ];
}

function starts({ instances }: Inspection, toRun: readonly string[]): string[] {
  const stopped = existing(toRun, instances).filter(({ state }) => state === "STOPPED");
  if (stopped.length === 0) return [];
  return [
    `${counted(stopped.length, "stopped instance")} will be started: ${listed(stopped.map(nameOf))}. power is "running".`,
  ];
}

/** The API page says that an earlier key becomes invalid; the record suggests that keys add. Nobody has seen which. */
function keysThatMayStop({ gains, loses, instances }: Inspection): string[] {
  const atRisk = existing(gains.instanceIds(), instances).flatMap((instance) => {
    const gained = gains.keysOf(instance.instanceId);
    const lost = loses.keysOf(instance.instanceId);
    const others = (instance.loginKeyIds ?? []).filter((keyId) => !gained.includes(keyId) && !lost.includes(keyId));
    return others.length === 0 ? [] : [`${others.join(", ")} on ${nameOf(instance)}`];
  });
  if (atRisk.length === 0) return [];
  return [
    `keys bound now may stop working: ${listed(atRisk)}. The API documents that binding a key voids the earlier ones (documented, not observed).`,
  ];
}

function passwordLogin({ gains, instances }: Inspection): string[] {
  const ending = existing(gains.instanceIds(), instances).filter(({ loginKeyIds }) => (loginKeyIds ?? []).length === 0);
  if (ending.length === 0) return [];
  return [`password login ends on ${listed(ending.map(nameOf))}: from the first key on, only keys log in.`];
}

function withoutKey({ gains, loses, instances }: Inspection): string[] {
  const bare = existing(loses.instanceIds(), instances).filter((instance) => {
    const lost = new Set(loses.keysOf(instance.instanceId));
    const left = (instance.loginKeyIds ?? []).filter((keyId) => !lost.has(keyId));
    return left.length === 0 && gains.keysOf(instance.instanceId).length === 0;
  });
  if (bare.length === 0) return [];
  return [
    `no key is left on ${listed(bare.map(nameOf))}: login needs a password then, and Lighthouse does not tell whether one was ever set; without one, reset it in the console.`,
  ];
}

function rivals({ gains, loses }: Inspection, rivalsOn: (instanceId: string) => readonly Rival[]): string[] {
  return gains
    .plus(loses)
    .instanceIds()
    .flatMap((instanceId) => {
      const others = rivalsOn(instanceId);
      if (others.length === 0) return [];
      const theirs = others.map(({ owner, keyIds }) => `${keyIds.join(", ")} of ${nameIn(owner)}`);
      return [
        `${instanceId} is declared by another association as well: ${listed(theirs)}. Where the service drops earlier keys the two undo each other; declare all keys of an instance in one association.`,
      ];
    });
}

function existing(ids: readonly string[], instances: ReadonlyMap<string, Instance>): Instance[] {
  return ids.flatMap((id) => {
    const instance = instances.get(id);
    return instance && !hasEnded(instance) ? [instance] : [];
  });
}

function nameOf({ instanceId, name }: Instance): string {
  return name ? `${instanceId} (${name})` : instanceId;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function listed(items: readonly string[]): string {
  return named(items, MAX_NAMED);
}

/** What a preview can know of why the apply would refuse. The twin of what the apply itself looks at before it acts. */
import { ACTION_OF } from "./actions.js";
import { barToBind, barToUnbind } from "./bars.js";
import { adviceOn, kindOf } from "./errorTable.js";
import type { Inspection } from "./inspection.js";

/** One culprit, as the rest of a sentence that begins with its id. */
export interface Bar {
  id: string;
  why: string;
}

/** Every key and instance for which the apply would be refused. */
export function foreseenBars(inspection: Inspection, region: string): Bar[] {
  const { gains, loses, keyPairs, instances } = inspection;
  const bars: Bar[] = gains
    .keyIds()
    .filter((keyId) => !keyPairs.has(keyId))
    .map((id) => ({ id, why: `does not exist in region ${region}; check the id and the region` }));
  for (const id of gains.instanceIds()) {
    const why = barToBind(instances.get(id), region) ?? denial(inspection, id, ACTION_OF.bind, region);
    if (why) bars.push({ id, why });
  }
  for (const id of loses.instanceIds()) {
    const instance = instances.get(id);
    const why = (instance && barToUnbind(instance)) ?? denial(inspection, id, ACTION_OF.unbind, region);
    if (why && !bars.some((bar) => bar.id === id)) bars.push({ id, why });
  }
  return bars;
}

/** A refusal that is told beforehand; one that passes by itself is waited for and bars nothing. */
function denial({ denied }: Inspection, instanceId: string, action: string, region: string): string | undefined {
  const found = denied.find((row) => row.instanceId === instanceId && row.action === action && isLasting(row.code));
  if (!found) return undefined;
  const advice = adviceOn(found.code, region);
  return `refuses ${action} with ${found.code}: ${found.message}${advice ? ` ${advice}` : ""}`;
}

function isLasting(code: string): boolean {
  return kindOf(code) === "giveUp";
}

import fc from "fast-check";
import type { Outcome } from "../lifecycle/run";
import { pair, temper, trouble } from "./draws";
import type { Trouble } from "./modelCloud";
import type { Temper } from "./modelOperation";
import { declarations, type Program, program } from "./program";
import type { Stage } from "./stage";

/** What may happen between two commands, or be one. */
export type Step =
  | { do: "up"; program: Program }
  | { do: "refresh" }
  | { do: "destroy" }
  | { do: "bind by hand" | "unbind by hand"; pair: { keyId: string; instanceId: string } }
  | { do: "fall ill"; troubles: Trouble[]; tempers: Temper[] }
  | { do: "get well" }
  | { do: "pass"; ms: number };

/** Any step over the small world. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("up" as const), program }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refresh" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("destroy" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("bind by hand" as const, "unbind by hand" as const), pair }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("fall ill" as const),
      troubles: fc.array(trouble, { minLength: 1, maxLength: 12 }),
      tempers: fc.array(temper, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("get well" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 60_000 }) }) },
);

/** Takes a step; answers with how a command ended. */
export async function take(stage: Stage, one: Step): Promise<Outcome | undefined> {
  switch (one.do) {
    case "up":
      return stage.run((commands) => commands.up(...declarations(one.program)));
    case "refresh":
      return stage.run((commands) => commands.refresh());
    case "destroy":
      return stage.run((commands) => commands.destroy());
    case "bind by hand":
      stage.cloud.byHand("bind", one.pair.keyId, one.pair.instanceId);
      return undefined;
    case "unbind by hand":
      stage.cloud.byHand("unbind", one.pair.keyId, one.pair.instanceId);
      return undefined;
    case "fall ill":
      stage.cloud.troubles = one.troubles;
      stage.cloud.tempers = one.tempers;
      return undefined;
    case "get well":
      stage.cloud.heal();
      return undefined;
    case "pass":
      await stage.pass(one.ms);
      return undefined;
  }
}

/** What is known of what is recorded. */
export interface Record {
  /** Whether it may differ from what is there, so that only a refresh tells. */
  isStale: boolean;
  /** Whether a refresh may come before all shows that a delete has done, which had failed and is remembered nowhere. */
  mayComeTooEarly: boolean;
}

/** What is recorded of nothing. */
export const FRESH: Record = { isStale: false, mayComeTooEarly: false };

/**
 * What a step makes of it. Stale it is after an edit by hand; after a delete that failed, whose work the engine cannot
 * record; and after an up that failed before it came to delete what the program has left out, since whoever shared a pair
 * with that may have unbound it.
 */
export function recordAfter(one: Step, outcome: Outcome | undefined, was: Record): Record {
  const hasFailed = Object.keys(outcome?.errors ?? {}).length > 0;
  if (one.do === "refresh") return { ...was, isStale: was.isStale && (hasFailed || was.mayComeTooEarly) };
  const isByHand = one.do === "bind by hand" || one.do === "unbind by hand";
  const hasDeleted = (outcome?.steps ?? []).some((text) => text.startsWith("delete"));
  const isLeftOut = one.do === "up" && one.program.other === null;
  return {
    isStale: was.isStale || isByHand || (hasFailed && (hasDeleted || isLeftOut)),
    mayComeTooEarly: was.mayComeTooEarly || (hasFailed && hasDeleted),
  };
}

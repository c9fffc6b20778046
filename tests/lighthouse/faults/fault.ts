import { type Static, Type } from "@sinclair/typebox";
import { HandEdit } from "../edits/handEdit";
import { INSTANCE_STATES } from "../world/instance";
import { oneOf } from "../world/oneOf";

const closed = { additionalProperties: false } as const;
const executed = Type.Optional(Type.Boolean());

/** What a fault does to a call. `executed` says whether the action takes place all the same. */
export const FaultEffect = Type.Union([
  Type.Object({ code: Type.String({ minLength: 1 }), executed }, closed),
  Type.Object(
    { http: Type.Integer({ minimum: 400, maximum: 599 }), html: Type.Optional(Type.Boolean()), executed },
    closed,
  ),
  Type.Object({ body: oneOf(["empty", "cut", "truncated", "notJson", "emptyObject"]), executed }, closed),
  Type.Object({ reset: oneOf(["before", "after"]) }, closed),
  Type.Object({ hang: Type.Literal(true), executed }, closed),
  Type.Object({ delayMs: Type.Number({ minimum: 0 }), when: Type.Optional(oneOf(["before", "after"])) }, closed),
  Type.Object(
    {
      operation: Type.Literal("FAILED"),
      applied: Type.Optional(Type.Boolean()),
      leaves: Type.Optional(oneOf(INSTANCE_STATES)),
    },
    closed,
  ),
  Type.Object({ edits: Type.Array(HandEdit), when: Type.Optional(oneOf(["before", "after"])) }, closed),
]);
/** What a fault does to a call. */
export type FaultEffect = Static<typeof FaultEffect>;

/** Which calls a fault meets, and what it does to them. */
export const FaultSeed = Type.Object(
  {
    /** The action's name, or `*` for each. */
    action: Type.String({ minLength: 1 }),
    /** Which of the matching calls, counted from 1 since the fault was set. All of them unless given. */
    call: Type.Optional(
      Type.Union([
        Type.Integer({ minimum: 1 }),
        Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
        Type.Object({ every: Type.Integer({ minimum: 1 }) }, closed),
      ]),
    ),
    /** Only calls that come after one of this action has been executed, counted since the fault was set. */
    after: Type.Optional(Type.String({ minLength: 1 })),
    /** Only calls that name this instance; with `operation`, only this instance of them. */
    instanceId: Type.Optional(Type.String({ minLength: 1 })),
    /** The chance, 0 to 1, that a call which matches is met. */
    probability: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** What the chance is drawn from, so that a run can be repeated. */
    seed: Type.Optional(Type.Integer()),
    /** How often it hits at most. */
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    effect: FaultEffect,
  },
  closed,
);
/** Which calls a fault meets, and what it does to them. */
export type FaultSeed = Static<typeof FaultSeed>;

/** A fault that has been set, with how often a call has matched it and how often it has hit. */
export interface Fault extends FaultSeed {
  readonly id: number;
  matched: number;
  hits: number;
  /** Why the last of its edits could not be made, if so. */
  editError?: string;
}

import { type Static, Type } from "@sinclair/typebox";
import type { Json, JsonObject } from "../protocol/json";
import { changeBindings } from "../world/changeBindings";
import { apiTime } from "../world/clock";
import { BY_CONTROL, INSTANCE_STATES, type Instance, type InstanceState } from "../world/instance";
import { oneOf } from "../world/oneOf";
import type { PathStep } from "../world/operation";
import type { Pace } from "../world/settingsBook";
import type { World } from "../world/world";
import type { InstancePatch } from "./worldSeed";

/** Changes an instance by hand. Anything may be set, possible or not; its operation under way goes on. */
export function editInstance(world: World, instance: Instance, patch: InstancePatch): void {
  const { name, state, platformType, password, agentOnline, displayArea, latestOperation, ...fields } = patch;
  const named: JsonObject = name === undefined ? {} : { InstanceName: name };
  instance.fields = { ...instance.fields, ...named, ...plain(fields) };
  if (state !== undefined) setState(world, instance, state);
  instance.platformType = platformType ?? instance.platformType;
  instance.isPasswordKnown = password ?? instance.isPasswordKnown;
  instance.isAgentOnline = agentOnline ?? instance.isAgentOnline;
  instance.isDisplayArea = displayArea ?? instance.isDisplayArea;
  if (latestOperation) setLatest(world, instance, latestOperation);
  instance.row = undefined;
}

/** What a patch says of fields that are only shown. */
export function plain(fields: { [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function setState(world: World, instance: Instance, state: InstanceState): void {
  if (state !== "PENDING") instance.isCreated = true;
  world.operations.setState(instance, state, BY_CONTROL);
  if (state === "SHUTDOWN") instance.fields.IsolatedTime ??= apiTime(world.clock.nowMs());
}

/** Makes the LatestOperation fields show an operation that never was. */
export function setLatest(
  world: World,
  instance: Instance,
  { action, state, requestId, startedMs }: NonNullable<InstancePatch["latestOperation"]>,
): void {
  const latest = { action, state, requestId: requestId ?? world.random.uuid() };
  instance.latest = { ...latest, startedMs: startedMs ?? world.clock.nowMs() };
}

/** Puts a fresh system on an instance: its keys are gone, and so is any password that was known. */
export function reinstall(world: World, instance: Instance): void {
  const region = world.regionOf(instance);
  const keyPairs = [...region.bindings.keysOf(instance.instanceId).keys()].flatMap(
    (id) => region.keyPairs.get(id) ?? [],
  );
  changeBindings(instance, region, { bind: new Map(), unbind: keyPairs });
  instance.isPasswordKnown = false;
  instance.latest = {
    action: "ResetInstance",
    state: "SUCCESS",
    requestId: world.random.uuid(),
    startedMs: world.clock.nowMs(),
  };
  instance.row = undefined;
}

const stateName = Type.Optional(oneOf(INSTANCE_STATES));

/** The body of POST /control/instances/{id}/operation: work on it by somebody else. */
export const OperationSeed = Type.Object(
  {
    /** What LatestOperation shows. */
    name: Type.Optional(Type.String({ minLength: 1 })),
    operationMs: Type.Optional(Type.Number({ minimum: 0 })),
    afterReads: Type.Optional(Type.Integer({ minimum: 0 })),
    byHand: Type.Optional(Type.Boolean()),
    /** The state while it lasts, and the one it ends in. */
    state: stateName,
    finalState: stateName,
    /** Work that the LatestOperation fields do not show; it lasts `operationMs`. */
    hidden: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
/** Work on an instance by somebody else. */
export type OperationSeed = Static<typeof OperationSeed>;

const DEFAULT_NAME = "ModifyInstancesAttribute";

/** Begins another tool's work on an instance, over whatever is under way. */
export function beginOtherWork(world: World, instance: Instance, seed: OperationSeed): void {
  const pace = paceOf(seed) ?? world.settings.pace(instance.instanceId, seed.name ?? DEFAULT_NAME);
  if (seed.hidden) {
    const lastsMs = pace.kind === "ms" ? pace.operationMs : Number.POSITIVE_INFINITY;
    instance.hiddenWorkUntilMs = world.clock.nowMs() + lastsMs;
    return;
  }
  const path: PathStep[] = [];
  if (seed.state) path.push({ at: 0, state: seed.state });
  if (seed.finalState) path.push({ at: 1, state: seed.finalState });
  world.beginOtherOperation(instance, { name: seed.name ?? DEFAULT_NAME, pace, path });
}

function paceOf({ byHand, afterReads, operationMs }: OperationSeed): Pace | undefined {
  if (byHand) return { kind: "byHand" };
  if (afterReads !== undefined) return { kind: "reads", reads: afterReads };
  return operationMs === undefined ? undefined : { kind: "ms", operationMs };
}

import { EditError } from "./edits/editError";
import { applyEdit } from "./edits/handEdit";
import { executeCall } from "./executeCall";
import { type Answer, brokenReply, isExecutedUnder, isReplyEffect, jsonReply } from "./faults/brokenReply";
import type { Fault, FaultEffect } from "./faults/fault";
import { ApiError } from "./protocol/apiError";
import { loggableParameters, loggableReply } from "./protocol/loggable";
import { errorBody, type ReplyFields, successBody } from "./protocol/reply";
import { languageOf } from "./protocol/request";
import type { SignedRequest, SigningKeys } from "./protocol/tc3";
import { type UnderstoodCall, understandCall } from "./understandCall";
import type { World } from "./world/world";

/** What came of a call, before any fault has touched the reply. */
type Result = { fields: ReplyFields } | { error: ApiError };

/** Answers one request to the API: takes it apart, checks who sends it, executes it, logs it, and lets faults in. */
export async function answerCall(world: World, http: SignedRequest, keys: SigningKeys): Promise<Answer> {
  world.settle();
  const requestId = world.random.uuid();
  const language = languageOf(http, world.settings.global("language"));
  const call: UnderstoodCall = { http, requestId };
  let faults: readonly Fault[] = [];
  let executed = false;
  let result: Result;
  try {
    const { action, request } = understandCall(world, call, keys);
    faults = world.faults.meet(action.name, namedIds(request.parameters.InstanceIds));
    await hold(world, world.settings.latencyMs(action.name) + delayMs(faults, "before"));
    makeEdits(world, faults, "before");
    const effect = replyEffect(faults);
    const run = async () => {
      const fields = await executeCall(world, call, faults);
      executed = true;
      return fields;
    };
    result = await underEffect(effect, run);
  } catch (error) {
    result = { error: error instanceof ApiError ? error : world.noteDefect(error) };
  }
  const effect = replyEffect(faults);
  logCall(world, call, result, { executed, effect });
  makeEdits(world, faults, "after");
  await hold(world, delayMs(faults, "after"));
  const body = "error" in result ? errorBody(result.error, requestId, language) : successBody(result.fields, requestId);
  return (effect && brokenReply(effect, body)) ?? jsonReply(body);
}

/** Executes a call as far as a fault lets it, and puts the fault's code in the place of what came of it. */
async function underEffect(effect: FaultEffect | undefined, run: () => Promise<ReplyFields>): Promise<Result> {
  if (effect === undefined) return { fields: await run() };
  const fields = isExecutedUnder(effect) ? await run() : {};
  return "code" in effect ? { error: new ApiError(effect.code) } : { fields };
}

function logCall(
  world: World,
  call: UnderstoodCall,
  result: Result,
  { executed, effect }: { executed: boolean; effect: FaultEffect | undefined },
): void {
  const reply = "error" in result ? { code: result.error.code } : loggableReply(result.fields);
  world.calls.add({
    time: new Date(world.clock.nowMs()).toISOString(),
    action: call.action?.name ?? "(unknown)",
    parameters: loggableParameters(call.request?.parameters ?? {}),
    account: call.credential?.account.accountId ?? null,
    region: call.region?.name ?? null,
    reply: effect && !("code" in effect) ? { ...reply, fault: { ...effect } } : reply,
    requestId: call.requestId,
    executed,
  });
}

/** What a fault does to the world in the midst of a call. One that has nothing to do it to is noted, not fatal. */
function makeEdits(world: World, faults: readonly Fault[], when: "before" | "after"): void {
  for (const fault of faults) {
    if (!("edits" in fault.effect) || (fault.effect.when ?? "before") !== when) continue;
    try {
      for (const edit of fault.effect.edits) applyEdit(world, edit);
    } catch (error) {
      if (!(error instanceof EditError)) throw error;
      fault.editError = error.message;
    }
  }
}

function replyEffect(faults: readonly Fault[]): FaultEffect | undefined {
  return faults.find(({ effect }) => isReplyEffect(effect))?.effect;
}

function delayMs(faults: readonly Fault[], when: "before" | "after"): number {
  const delays = faults.map(({ effect }) =>
    "delayMs" in effect && (effect.when ?? "after") === when ? effect.delayMs : 0,
  );
  return delays.reduce((sum, delay) => sum + delay, 0);
}

async function hold(world: World, forMs: number): Promise<void> {
  if (forMs <= 0) return;
  await world.clock.machine.sleep(forMs);
  world.settle();
}

function namedIds(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

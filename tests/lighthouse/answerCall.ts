import type { Exchange } from "./exchange";
import { executeCall } from "./executeCall";
import { type Answer, brokenReply, isExecutedUnder, jsonReply } from "./faults/brokenReply";
import { MetFaults } from "./faults/metFaults";
import { ApiError } from "./protocol/apiError";
import type { JsonObject } from "./protocol/json";
import { loggableParameters, loggableReply } from "./protocol/loggable";
import { errorBody, type ReplyFields, successBody } from "./protocol/reply";
import { languageNamed } from "./protocol/request";
import type { SignedRequest, SigningKeys } from "./protocol/tc3";
import { type UnderstoodCall, understandCall } from "./understandCall";
import type { Settings } from "./world/settings";
import type { World } from "./world/world";

/** What came of a call, before any fault has touched the reply. */
type Result = { readonly executed: boolean } & ({ readonly fields: ReplyFields } | { readonly error: ApiError });

/** Answers one request to the API: takes it apart, checks who sends it, executes it, logs it, and lets faults in. */
export async function answerCall(world: World, http: SignedRequest, keys: SigningKeys): Promise<Answer> {
  world.settle();
  const requestId = world.random.uuid();
  const language = languageNamed(http.headers["x-tc-language"], world.settings.global("language"));
  const call: UnderstoodCall = { http, requestId, language };
  const settings = world.onExchange ? settingsShown(world) : {};
  const { result, faults } = await carryOut(world, call, keys);
  logCall(world, call, result, faults);
  await faults.after();
  const body =
    "error" in result ? errorBody(result.error, requestId, call.language) : successBody(result.fields, requestId);
  const effect = faults.replyEffect;
  const isInjected = effect !== undefined && "code" in effect;
  if (result.executed || "error" in result) tellExchange(world, call, body, { isInjected, settings });
  return (effect && brokenReply(effect, body)) ?? jsonReply(body);
}

async function carryOut(
  world: World,
  call: UnderstoodCall,
  keys: SigningKeys,
): Promise<{ result: Result; faults: MetFaults }> {
  let faults = new MetFaults(world);
  try {
    const { action, request } = understandCall(world, call, keys);
    faults = new MetFaults(world, world.faults.meet(action.name, namedIds(request.parameters.InstanceIds)));
    await faults.before(world.settings.latencyMs(action.name));
    return { result: await execute(world, call, faults), faults };
  } catch (error) {
    return { result: refusal(world, error), faults };
  }
}

/** Executes a call as far as a fault lets it, and puts the fault's code in the place of what came of it. */
async function execute(world: World, call: UnderstoodCall, faults: MetFaults): Promise<Result> {
  const effect = faults.replyEffect;
  const executed = effect === undefined || isExecutedUnder(effect);
  const fields = executed ? await executeCall(world, call, faults) : {};
  return effect && "code" in effect ? { executed, error: new ApiError(effect.code) } : { executed, fields };
}

function refusal(world: World, error: unknown): Result {
  return { executed: false, error: error instanceof ApiError ? error : world.noteDefect(error) };
}

function logCall(world: World, call: UnderstoodCall, result: Result, faults: MetFaults): void {
  const reply = "error" in result ? { code: result.error.code } : loggableReply(result.fields);
  const effect = faults.replyEffect;
  world.calls.add({
    time: new Date(world.clock.nowMs()).toISOString(),
    action: call.action?.name ?? "(unknown)",
    parameters: loggableParameters(call.request?.parameters ?? {}),
    account: call.credential?.account.accountId ?? null,
    region: call.region?.name ?? null,
    reply: effect && !("code" in effect) ? { ...reply, fault: { ...effect } } : reply,
    requestId: call.requestId,
    executed: result.executed,
  });
}

/** Before any fault touches the reply: what is told is what the service has answered. */
function tellExchange(
  world: World,
  { request }: UnderstoodCall,
  body: Buffer,
  met: Pick<Exchange, "isInjected" | "settings">,
): void {
  if (!world.onExchange || !request) return;
  const { action, version, region, form, parameters } = request;
  const { Response: response } = JSON.parse(body.toString("utf8")) as { Response: JsonObject };
  const asked = { action, version, hasRegion: region !== undefined, form, parameters };
  world.onExchange({ ...asked, ...met, response });
}

/** The settings as a call finds them. A switch shows after it is off where an operation began under it. */
function settingsShown({ settings, instances }: World): Settings {
  const left = Math.max(0, ...[...instances.values()].map(({ nullStateReadsLeft }) => nullStateReadsLeft));
  return left > 0 ? { ...settings.set, nullStateReads: left } : settings.set;
}

function namedIds(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

import type { Action } from "./actions/action";
import { ACTIONS } from "./actions/registry";
import { ApiError, named } from "./protocol/apiError";
import { authenticate, UNSIGNED } from "./protocol/authenticate";
import type { Language } from "./protocol/messages";
import { type ApiRequest, languageNamed, readRequest } from "./protocol/request";
import type { SignedRequest, SigningKeys } from "./protocol/tc3";
import type { Credential } from "./world/account";
import type { Region } from "./world/region";
import { isKnownRegion } from "./world/regions";
import type { World } from "./world/world";

/** A call as far as it has been understood; what a refused call never came to is missing. */
export interface UnderstoodCall {
  readonly http: SignedRequest;
  readonly requestId: string;
  /** The language of messages: at first by the headers, for v1 then by the parameters. */
  language: Language;
  request?: ApiRequest;
  action?: Action;
  credential?: Credential;
  region?: Region;
}

/** Takes a request apart and fills in what it is: who sends it, which action, and in which region. */
export function understandCall(
  world: World,
  call: UnderstoodCall,
  keys: SigningKeys,
): { action: Action; request: ApiRequest } {
  const request = readRequest(call.http);
  call.request = request;
  if (request.signing.kind === "v1")
    call.language = languageNamed(request.signing.parameters.get("Language"), call.language);
  const action = ACTIONS.get(request.action);
  if (action) call.action = action;
  const credential = sender(world, call.http, request, action, keys);
  if (credential) call.credential = credential;
  if (!action) throw new ApiError("InvalidAction", { names: named([request.action]) });
  if (request.version !== action.version) throw new ApiError("NoSuchVersion", { names: named([request.version]) });
  call.region = regionOf(world, request, action, credential);
  return { action, request };
}

/** Who sends a call. Nobody in particular sends the one action that may go unsigned. */
function sender(
  world: World,
  http: SignedRequest,
  { signing }: ApiRequest,
  action: Action | undefined,
  keys: SigningKeys,
): Credential | undefined {
  if (action?.mayBeUnsigned && signing.kind === "tc3" && signing.authorization === UNSIGNED) return undefined;
  return authenticate(http, signing, {
    credential: (secretId) => world.credentials.get(secretId),
    keys,
    serverMs: world.clock.machine.nowMs() + world.settings.global("clockSkewMs"),
    worldMs: world.clock.nowMs(),
  });
}

/** A region that does not exist is refused; a missing one is the default, where the service is set to allow that. */
function regionOf(world: World, request: ApiRequest, action: Action, credential: Credential | undefined): Region {
  if (request.region !== undefined && !isKnownRegion(request.region)) {
    throw new ApiError("UnsupportedRegion", { names: named([request.region]) });
  }
  if (request.region === undefined && !action.needsNoRegion) {
    const { InstanceIds } = request.parameters;
    const ids = Array.isArray(InstanceIds) ? InstanceIds.map(String) : [];
    const isRequired = [undefined, ...ids].some((id) => world.settings.switches(id, action.name)("regionRequired"));
    if (isRequired) throw new ApiError("MissingParameter", { names: named(["Region"]) });
  }
  const account = credential?.account ?? world.firstAccount;
  return account.region(request.region ?? world.settings.global("defaultRegion"));
}

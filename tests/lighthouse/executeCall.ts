import type { InjectedOutcome } from "./actions/injectedOutcome";
import type { Fault } from "./faults/fault";
import { ApiError, named } from "./protocol/apiError";
import type { ReplyFields } from "./protocol/reply";
import type { UnderstoodCall } from "./understandCall";
import type { World } from "./world/world";

/** Executes a call that has been understood: within its rate, if its sender may, and with operations under faults. */
export async function executeCall(
  world: World,
  { action, request, region, credential, requestId }: UnderstoodCall,
  faults: readonly Fault[],
): Promise<ReplyFields> {
  if (!action || !request || !region) throw new Error("Only a call that has been understood can be executed.");
  if (credential) {
    const { accountId, restrictions } = credential.account;
    requireRate(world, accountId, region.name, action);
    requirePermission(restrictions, action.name, action.isSensitive === true);
  }
  const outcomeOf = (instanceId: string) => outcomeUnder(faults, instanceId);
  return await action.run(request.parameters, request.form, { world, region, requestId, credential, outcomeOf });
}

function requireRate(
  world: World,
  accountId: string,
  region: string,
  action: { name: string; ratePerSecond: number },
): void {
  if (!world.settings.global("rateLimits")) return;
  const scope = world.settings.global("rateScope") === "account" ? accountId : `${accountId}/${region}`;
  const limit = action.ratePerSecond;
  if (!world.rateLimits.take(`${scope}/${action.name}`, limit, world.clock.machine.nowMs())) {
    throw new ApiError("RequestLimitExceeded", { count: limit + 1, limit });
  }
}

function requirePermission(
  { deniedActions, mfa }: { deniedActions: readonly string[]; mfa: string },
  action: string,
  isSensitive: boolean,
): void {
  if (deniedActions.includes(action) || deniedActions.includes("*")) {
    throw new ApiError("UnauthorizedOperation.NoPermission", { names: named([`lighthouse:${action}`]) });
  }
  if (isSensitive && mfa === "missing") throw new ApiError("UnauthorizedOperation.MFANotFound");
  if (isSensitive && mfa === "expired") throw new ApiError("UnauthorizedOperation.MFAExpired");
}

/** How the operation on one instance is to end, if a fault has decided that. */
function outcomeUnder(faults: readonly Fault[], instanceId: string): InjectedOutcome | undefined {
  for (const { effect, instanceId: only } of faults) {
    if ("operation" in effect && (only === undefined || only === instanceId)) {
      const leaves = effect.leaves === undefined ? {} : { leaves: effect.leaves };
      return { state: "FAILED", isApplied: effect.applied ?? false, ...leaves };
    }
  }
  return undefined;
}

import type { MetFaults } from "./faults/metFaults";
import { ApiError, named } from "./protocol/apiError";
import type { ReplyFields } from "./protocol/reply";
import type { UnderstoodCall } from "./understandCall";
import type { World } from "./world/world";

/** Executes a call that has been understood: within its rate, if its sender may, and with operations under faults. */
export async function executeCall(
  world: World,
  { action, request, region, credential, requestId, language }: UnderstoodCall,
  faults: MetFaults,
): Promise<ReplyFields> {
  if (!action || !request || !region) throw new Error("Only a call that has been understood can be executed.");
  if (credential) {
    const { accountId, restrictions } = credential.account;
    requireRate(world, accountId, region.name, action);
    requirePermission(restrictions, action.name, action.isSensitive === true);
  }
  const outcomeOf = (instanceId: string) => faults.outcomeOf(instanceId);
  const call = { world, region, requestId, language, credential, outcomeOf };
  const fields = await action.run(request.parameters, request.form, call);
  world.faults.noteExecuted(action.name);
  return fields;
}

function requireRate(
  world: World,
  accountId: string,
  region: string,
  { name, ratePerSecond: limit }: { name: string; ratePerSecond: number | null },
): void {
  if (limit === null || !world.settings.global("rateLimits")) return;
  const scope = world.settings.global("rateScope") === "account" ? accountId : `${accountId}/${region}`;
  const clock = world.settings.global("rateClock") === "world" ? world.clock : world.clock.machine;
  if (!world.rateLimits.take(`${scope}/${name}`, limit, clock.nowMs())) {
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

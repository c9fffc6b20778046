/** Sources whose credentials are those of a role: fetched when they are needed, and anew before they end. */

import { ApiError } from "../apiError.js";
import type { Clock } from "../clock.js";
import { refusesToken } from "../errorTable.js";
import { ConfigurationError } from "../settings.js";
import type { CredentialSource } from "./credentials.js";
import { Renewable } from "./renewable.js";
import type { AssumedRole, WebIdentityRole } from "./roleSettings.js";
import { textOf } from "./settingsFile.js";
import type { TokenService } from "./tokenService.js";

/** A role that the credentials of another source assume. */
export function assuming(
  role: AssumedRole,
  source: CredentialSource,
  service: TokenService,
  clock: Clock,
): CredentialSource {
  return new Renewable(async () => {
    const signer = await source.get();
    try {
      return await service.assumeRole(role, signer);
    } catch (error) {
      const isOutdated = error instanceof ApiError && error.code !== undefined && refusesToken(error.code);
      if (!isOutdated || !source.renew) throw error;
      return service.assumeRole(role, await source.renew(signer));
    }
  }, clock);
}

/** A role that the token of an identity provider takes on. Its file is read each time: whoever writes it renews it. */
export function withWebIdentity(role: WebIdentityRole, service: TokenService, clock: Clock): CredentialSource {
  return new Renewable(async () => service.assumeRoleWithWebIdentity(role, tokenOf(role)), clock);
}

/** The role of the machine that this runs on. */
export function ofMachine(name: string | undefined, service: TokenService, clock: Clock): CredentialSource {
  return new Renewable(() => service.machineRole(name), clock);
}

function tokenOf({ token }: WebIdentityRole): string {
  if ("value" in token) return token.value;
  const text = textOf(token.file)?.trim() ?? "";
  if (text === "") {
    throw new ConfigurationError(
      `${token.source} names ${token.file}, which is missing or empty; it must hold a token.`,
    );
  }
  return wrappedToken(text) ?? text;
}

/** Tencent's Terraform provider has the token in a JSON object; everybody else has it bare. */
function wrappedToken(text: string): string | undefined {
  try {
    const { web_identity_token: token }: { web_identity_token?: unknown } = JSON.parse(text);
    return typeof token === "string" ? token : undefined;
  } catch {
    return undefined;
  }
}

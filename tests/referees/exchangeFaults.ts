import { ACTIONS } from "../lighthouse/actions/registry";
import type { Exchange } from "../lighthouse/exchange";
import { type ApiDescription, descriptionOf } from "./apiDescription";
import { objectFaults, type ValueFault } from "./valueFaults";

/** What editions of the service before 2025 do not know, which the setting onlineKnown brings back. */
const NEWER_PARAMETERS = ["AssociateType", "DisassociateType", "Username"];

/**
 * What the description has against an exchange: a request that was accepted although it is not of the action's form,
 * or refused as if it were not although it is, or a reply with other fields than it may have.
 *
 * @returns One sentence each; none where all is well.
 */
export function exchangeFaults(exchange: Exchange, descriptions: readonly ApiDescription[]): string[] {
  const description = descriptionOf(exchange.action, descriptions);
  const code = refusalOf(exchange);
  if (!description) return code === undefined || code === "" ? [`${exchange.action} is no action`] : [];
  const faults = requestFaults(exchange, description);
  if (code !== undefined) return exchange.isInjected ? [] : refusalFaults(exchange, code, faults, description);
  const replied = replyFaults(exchange, description);
  return [
    ...(exchange.version === description.version ? [] : [`version ${exchange.version} was accepted`]),
    ...faults.map(({ path, text }) => `was accepted, though ${path} ${text}`),
    ...replied.map(
      ({ kind, path, text }) => `was answered with ${kind === "missing" ? "no " : ""}${path}, which ${text}`,
    ),
  ].map((fault) => `${exchange.action} ${fault}`);
}

/** The code of a refusal; undefined for a success. */
export function refusalOf({ response }: Exchange): string | undefined {
  const refusal = response["Error"];
  if (refusal === undefined) return undefined;
  const isWhole = typeof refusal === "object" && refusal !== null && "Code" in refusal && "Message" in refusal;
  return isWhole && typeof refusal["Code"] === "string" ? refusal["Code"] : "";
}

function requestFaults({ action, form, parameters }: Exchange, { actions, objects }: ApiDescription): ValueFault[] {
  const reading = { objects, isFlat: form === "flat", isLenient: false, side: "request" } as const;
  return objectFaults(parameters, actions[action]?.input ?? "", reading);
}

function replyFaults({ action, response, settings }: Exchange, { actions, objects }: ApiDescription): ValueFault[] {
  const isLenient = /"optionalFields":"(omitted|null)"|"onlineKnown":false|"nullStateReads":[1-9]/.test(
    JSON.stringify(settings),
  );
  const output = actions[action]?.output ?? "";
  const faults = objectFaults(response, output, { objects, isFlat: false, isLenient, side: "reply" });
  const hasId = typeof response["RequestId"] === "string" && response["RequestId"] !== "";
  return hasId ? faults : [...faults, { kind: "missing", path: "RequestId", text: "is always there" }];
}

/** The codes that say of a request that it has not the action's form, and what must then be wrong with it. */
function refusalFaults(
  { action, hasRegion, parameters, settings, version }: Exchange,
  code: string,
  faults: readonly ValueFault[],
  description: ApiDescription,
): string[] {
  const has = (kind: ValueFault["kind"]) => faults.some((fault) => fault.kind === kind);
  const isOld = JSON.stringify(settings).includes('"onlineKnown":false');
  const reasons: Record<string, () => boolean> = {
    "": () => false,
    // Not every action of the description is served, and those that are not are no actions here.
    InvalidAction: () => !ACTIONS.has(action),
    NoSuchVersion: () => version !== description.version,
    UnknownParameter: () => has("unknown") || (isOld && NEWER_PARAMETERS.some((name) => name in parameters)),
    MissingParameter: () => has("missing") || !hasRegion,
    InvalidParameter: () => has("type") || has("unknown"),
  };
  return (reasons[code]?.() ?? true)
    ? []
    : [`${action} was refused with ${code || "no code"}, though it is described so`];
}

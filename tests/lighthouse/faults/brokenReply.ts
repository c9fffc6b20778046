import type { FaultEffect } from "./fault";

/** What goes back to the client over its connection. */
export type Answer =
  | { kind: "reply"; status: number; contentType: string; body: Buffer }
  /** Announces the whole body, sends half of it and closes the connection. */
  | { kind: "cut"; contentType: string; body: Buffer }
  /** The connection is reset with no byte of a reply. */
  | { kind: "reset" }
  /** The connection stays open and nothing comes. */
  | { kind: "hang" };

const JSON_TYPE = "application/json";

/** The ordinary way back: HTTP 200 with JSON, for successes and refusals alike. */
export function jsonReply(body: Buffer): Answer {
  return { kind: "reply", status: 200, contentType: JSON_TYPE, body };
}

/** What becomes of a reply under a fault that breaks it on its way. Undefined for faults of another kind. */
export function brokenReply(effect: FaultEffect, body: Buffer): Answer | undefined {
  if ("reset" in effect) return { kind: "reset" };
  if ("hang" in effect) return { kind: "hang" };
  if ("http" in effect) return gatewayPage(effect.http, effect.html ?? true);
  return "body" in effect ? brokenBody(effect.body, body) : undefined;
}

function brokenBody(how: "empty" | "cut" | "truncated" | "notJson" | "emptyObject", body: Buffer): Answer {
  switch (how) {
    case "empty":
      return jsonReply(Buffer.alloc(0));
    case "cut":
      return { kind: "cut", contentType: JSON_TYPE, body };
    case "truncated":
      return jsonReply(body.subarray(0, body.length >> 1));
    case "notJson":
      return jsonReply(Buffer.from("upstream connect error or disconnect/reset before headers"));
    case "emptyObject":
      return jsonReply(Buffer.from("{}"));
  }
}

function gatewayPage(status: number, isHtml: boolean): Answer {
  const html = `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`;
  return isHtml
    ? { kind: "reply", status, contentType: "text/html", body: Buffer.from(html) }
    : { kind: "reply", status, contentType: "text/plain", body: Buffer.from(`${status}`) };
}

/** Whether an effect bears on the reply; the others bear on time or on operations. */
export function isReplyEffect(effect: FaultEffect): boolean {
  return "code" in effect || "http" in effect || "body" in effect || "reset" in effect || "hang" in effect;
}

/** Whether the action takes place under an effect. Broken bodies come from a service that did its work; others do not. */
export function isExecutedUnder(effect: FaultEffect): boolean {
  if ("reset" in effect) return effect.reset === "after";
  if ("body" in effect) return effect.executed ?? true;
  return "executed" in effect ? (effect.executed ?? false) : false;
}

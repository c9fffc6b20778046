import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Lighthouse } from "./lighthouse";
import { ApiError, named } from "./protocol/apiError";
import { errorBody } from "./protocol/reply";
import { languageNamed, MAX_BYTES } from "./protocol/request";

/** Answers a request that never becomes a call, because its HTTP or its body is wrong, in the API's own form. */
export function refuseFailed(
  error: FastifyError,
  lighthouse: Lighthouse,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return refuse(apiErrorFor(error, lighthouse), lighthouse, request, reply);
}

/** Answers a request for a path or with a method that there is not. */
export function refuseUnknown(lighthouse: Lighthouse, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isMethodRight = request.method === "GET" || request.method === "POST";
  const [path = ""] = request.url.split("?");
  const invalid = new ApiError("InvalidRequest", { names: named([path]) });
  return refuse(isMethodRight ? invalid : new ApiError("UnsupportedProtocol"), lighthouse, request, reply);
}

/** Answers bytes that are not HTTP, or headers that are too large, and closes the connection. */
export function refuseConnection(error: { code?: string }, lighthouse: Lighthouse, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const refusal = isTooLarge
    ? new ApiError("RequestSizeLimitExceeded", { limit: MAX_BYTES.get })
    : new ApiError("InvalidRequest");
  const { random, settings } = lighthouse.world;
  const body = errorBody(refusal, random.uuid(), settings.global("language"));
  const head = [
    isTooLarge ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 Bad Request",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
}

function apiErrorFor(error: FastifyError, { world }: Lighthouse): ApiError {
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new ApiError("RequestSizeLimitExceeded", { limit: MAX_BYTES.v3Post });
  }
  const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
  return isTheirs ? new ApiError("InvalidRequest") : world.noteDefect(error);
}

function refuse(
  error: ApiError,
  { world }: Lighthouse,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const requestId = world.random.uuid();
  world.calls.add({
    time: new Date(world.clock.nowMs()).toISOString(),
    action: "(unknown)",
    parameters: {},
    account: null,
    region: null,
    reply: { code: error.code },
    requestId,
    executed: false,
  });
  const body = errorBody(error, requestId, languageNamed(headers["x-tc-language"], world.settings.global("language")));
  return reply.code(200).type("application/json").send(body);
}

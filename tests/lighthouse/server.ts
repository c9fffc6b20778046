import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { answerCall } from "./answerCall";
import { registerControl } from "./control/control";
import type { Answer } from "./faults/brokenReply";
import type { Lighthouse } from "./lighthouse";
import { MAX_BYTES } from "./protocol/request";
import type { SignedRequest } from "./protocol/tc3";

/** A v3 GET may have 32 KB of query; the rest is room for headers. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The HTTP server: the API at `/`, the control interface under `/control/`. */
export function createServer(lighthouse: Lighthouse): FastifyInstance {
  const server = fastify({
    bodyLimit: MAX_BYTES.v3Post,
    forceCloseConnections: true,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
  });
  server.register(async (api) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    api.all("/", (request, reply) => answerApi(lighthouse, request, reply));
  });
  server.register(async (control) => registerControl(control, lighthouse), { prefix: "/control" });
  return server;
}

async function answerApi(lighthouse: Lighthouse, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = await answerCall(lighthouse.world, signedRequest(request), lighthouse.keys);
  const traceId = request.headers["x-tc-traceid"];
  if (typeof traceId === "string") reply.header("X-TC-TraceId", traceId);
  return send(answer, request, reply);
}

function signedRequest({ method, url, headers, body }: FastifyRequest): SignedRequest {
  const mark = url.indexOf("?");
  const [path, query] = mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
  return { method, path, query, headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}

function send(answer: Answer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (answer.kind === "reply") return reply.code(answer.status).type(answer.contentType).send(answer.body);
  reply.hijack();
  if (answer.kind === "reset") request.raw.socket.resetAndDestroy();
  if (answer.kind === "cut") {
    reply.raw.writeHead(200, { "Content-Type": answer.contentType, "Content-Length": answer.body.length });
    reply.raw.write(answer.body.subarray(0, answer.body.length >> 1), () => request.raw.socket.destroy());
  }
  return reply;
}

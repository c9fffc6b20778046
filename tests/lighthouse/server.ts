import type { Socket } from "node:net";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { answerCall } from "./answerCall";
import { registerControl } from "./control/control";
import type { Lighthouse } from "./lighthouse";
import { registerMetadata } from "./metadata";
import { MAX_BYTES } from "./protocol/request";
import type { SignedRequest } from "./protocol/tc3";
import { refuseConnection, refuseFailed, refuseUnknown } from "./refuseRequest";
import { sendAnswer } from "./sendAnswer";

/** A GET may have 32 KB of query; the rest is room for headers, and for telling one that is too large so. */
const MAX_HEADER_BYTES = 64 * 1024;

/** The HTTP server: the API at `/`, metadata of a machine under `/latest/`, the control interface under `/control/`. */
export function createServer(lighthouse: Lighthouse): FastifyInstance {
  const server = fastify({
    bodyLimit: MAX_BYTES.v3Post,
    forceCloseConnections: true,
    // A request without a Host is refused further on, in the API's form.
    http: { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    clientErrorHandler: (error, socket) => refuseConnection(error, lighthouse, socket),
    frameworkErrors: (error, request, reply) => {
      refuseFailed(error, lighthouse, request, reply);
    },
  });
  refuseWhatFastifyNeverSees(server, lighthouse);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error: Parameters<typeof refuseFailed>[0], request, reply) =>
    refuseFailed(error, lighthouse, request, reply),
  );
  server.setNotFoundHandler((request, reply) => refuseUnknown(lighthouse, request, reply));
  server.all("/", (request, reply) => answerApi(lighthouse, request, reply));
  registerMetadata(server, lighthouse);
  void server.register(async (control) => registerControl(control, lighthouse), { prefix: "/control" });
  return server;
}

/** What Node answers by itself, and not in the API's form: an expectation that it does not know, and a tunnel. */
function refuseWhatFastifyNeverSees({ server }: FastifyInstance, lighthouse: Lighthouse): void {
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  server.on("connect", (_request, socket: Socket) => refuseConnection({}, lighthouse, socket));
}

async function answerApi(lighthouse: Lighthouse, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = await answerCall(lighthouse.world, signedRequest(request), lighthouse.keys);
  const traceId = request.headers["x-tc-traceid"];
  if (typeof traceId === "string") reply.header("X-TC-TraceId", traceId);
  return sendAnswer(answer, lighthouse, request, reply);
}

function signedRequest({ method, url, headers, body }: FastifyRequest): SignedRequest {
  const mark = url.indexOf("?");
  const [path, query] = mark < 0 ? [url, ""] : [url.slice(0, mark), url.slice(mark + 1)];
  return { method, path, query, headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}

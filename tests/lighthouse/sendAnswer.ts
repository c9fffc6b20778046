import type { FastifyReply, FastifyRequest } from "fastify";
import type { Answer } from "./faults/brokenReply";
import type { Lighthouse } from "./lighthouse";

/** Sends an answer over the connection it belongs to, or breaks the connection in the way it says. */
export function sendAnswer(
  answer: Answer,
  lighthouse: Lighthouse,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (answer.kind === "reply") return reply.code(answer.status).type(answer.contentType).send(answer.body);
  reply.hijack();
  const { socket } = request.raw;
  if (answer.kind === "reset") socket.resetAndDestroy();
  if (answer.kind === "hang") lighthouse.leaveHanging(socket);
  if (answer.kind === "cut") {
    reply.raw.writeHead(200, { "Content-Type": answer.contentType, "Content-Length": answer.body.length });
    reply.raw.write(answer.body.subarray(0, answer.body.length >> 1), () => socket.destroy());
  }
  return reply;
}

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A request, as it arrived. */
export interface Received {
  headers: IncomingMessage["headers"];
  body: string;
}

/** What is answered: a status and a body; or nothing at all, the connection being cut. */
export type Answer = { status?: number; body: string } | "cut";

/** A server on this machine that answers as a test says, for as long as some work with it lasts. */
export async function withServer<T>(
  answer: (received: Received) => Answer,
  work: (endpoint: string, received: Received[]) => Promise<T>,
): Promise<T> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const arrived = { headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(arrived);
      const given = answer(arrived);
      if (given === "cut") request.socket.destroy();
      else response.writeHead(given.status ?? 200, { "content-type": "application/json" }).end(given.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await work(`127.0.0.1:${port}`, received);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

import { strict as assert } from "node:assert";
import { connect } from "node:net";

/** A reply as it came over a connection. */
export interface RawReply {
  readonly status: number;
  readonly body: string;
}

const MAX_WAIT_MS = 10_000;

/** Sends bytes over a connection of their own and reads whatever comes back until it closes. */
export async function rawReply(address: string, bytes: Buffer): Promise<RawReply> {
  const { hostname, port } = new URL(address);
  const received = await new Promise<string>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.setTimeout(MAX_WAIT_MS, () => socket.destroy(new Error(`no reply within ${MAX_WAIT_MS} ms`)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", (error: Error & { code?: string }) => {
      // The server need not read the rest of a request that it has refused.
      if (chunks.length === 0 || error.code === undefined) reject(error);
    });
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("utf8")));
    socket.end(bytes);
  });
  const [head = "", ...rest] = received.split("\r\n\r\n");
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? [];
  assert.ok(status, `no HTTP reply: ${JSON.stringify(received.slice(0, 100))}`);
  return { status: Number(status), body: rest.join("\r\n\r\n") };
}

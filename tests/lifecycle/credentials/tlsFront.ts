import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import type { Certificates } from "./certificates";

/** A server on this machine that takes TLS off what it gets and hands it to a port. Answers with its own port. */
export async function tlsFront(
  { key, cert }: Pick<Certificates, "key" | "cert">,
  to: number,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createServer({ key, cert }, (socket) => {
    const inner = connect(to, "127.0.0.1");
    socket.on("error", () => inner.destroy()).on("close", () => inner.destroy());
    inner.on("error", () => socket.destroy()).on("close", () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      server.close();
      await once(server, "close");
    },
  };
}

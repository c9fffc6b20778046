import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

/** What a proxy does with those who ask it for a tunnel. */
export interface ProxyManners {
  /** The port of this machine to which every tunnel leads, whatever host it was asked for. */
  to: number;
  /** `name:password` that it asks for. @default it asks nobody */
  login?: string;
  /** The status that it refuses everybody with; `silence` never answers. @default it refuses nobody */
  refusal?: number | "silence";
}

/** An HTTP proxy on this machine that knows the method CONNECT alone. */
export class ConnectProxy {
  /** The hosts that it was asked for, with their ports, in order. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Duplex>();

  private constructor(private readonly server: Server) {}

  static async start(manners: ProxyManners): Promise<ConnectProxy> {
    const server = createServer((_request, response) => void response.writeHead(405).end());
    const proxy = new ConnectProxy(server);
    server.on("connect", (request, socket) => proxy.answer(manners, request, socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  /** `127.0.0.1:PORT` */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private answer({ to, login, refusal }: ProxyManners, request: IncomingMessage, socket: Duplex): void {
    this.asked.push(request.url ?? "");
    this.keep(socket);
    if (refusal === "silence") return;
    const isKnown = request.headers["proxy-authorization"] === `Basic ${Buffer.from(login ?? "").toString("base64")}`;
    const status = refusal ?? (login === undefined || isKnown ? 200 : 407);
    socket.write(`HTTP/1.1 ${status} By the proxy\r\n\r\n`);
    if (status !== 200) {
      socket.end();
      return;
    }
    const server = connect(to, "127.0.0.1");
    this.keep(server);
    server.pipe(socket).pipe(server);
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => this.sockets.delete(socket));
  }
}

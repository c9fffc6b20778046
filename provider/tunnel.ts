/**
 * Connections through an HTTP proxy by its CONNECT method. Tencent's SDK has a proxy option of its own, which waits for
 * ever for a proxy that does not answer, takes a refusal of the proxy for one of the service, makes a new connection for
 * each call, and knows no NO_PROXY.
 */
import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import type { HttpProxy } from "./proxies.js";

type Done = (error: Error | null, stream: Duplex) => void;

/** Connects through a proxy, and keeps the connections for the next calls. */
export function tunnelAgent(proxy: HttpProxy, protocol: "https://" | "http://", timeoutMs: number): http.Agent {
  return protocol === "https://" ? new SecureTunnels(proxy, timeoutMs) : new Tunnels(proxy, timeoutMs);
}

class Tunnels extends http.Agent {
  constructor(
    private readonly proxy: HttpProxy,
    private readonly timeoutMs: number,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(options: http.ClientRequestArgs, done: Done): undefined {
    openTunnel(this.proxy, options, this.timeoutMs, done);
  }
}

class SecureTunnels extends https.Agent {
  constructor(
    private readonly proxy: HttpProxy,
    private readonly timeoutMs: number,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(options: https.RequestOptions, done: Done): undefined {
    openTunnel(this.proxy, options, this.timeoutMs, (error, socket) => {
      if (error) done(error, socket);
      else done(null, super.createConnection({ ...options, ...{ socket } }) as Duplex);
    });
  }
}

/** `done` is told of a failure by its first argument alone, as Node's agents are. */
function openTunnel(proxy: HttpProxy, target: http.ClientRequestArgs, timeoutMs: number, done: Done): void {
  const { value: url } = proxy;
  const fail = done as (error: Error) => void;
  const complain = (what: string): Error =>
    new Error(`the proxy ${url.protocol}//${url.host} (${proxy.source}) ${what}`);
  const authority = `${target.host}:${target.port}`;
  const request = (url.protocol === "https:" ? https : http).request({
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    method: "CONNECT",
    path: authority,
    headers: { host: authority, ...authorization(url) },
    agent: false,
    timeout: timeoutMs,
  });
  request.once("connect", ({ statusCode = 0 }, socket, head) => {
    if (statusCode < 200 || statusCode > 299) {
      socket.destroy();
      fail(complain(`answered ${statusCode} when it was asked for ${authority}`));
      return;
    }
    socket.setTimeout(0);
    if (head.length > 0) socket.unshift(head);
    done(null, socket);
  });
  request.once("timeout", () => request.destroy(new Error(`no answer in ${timeoutMs / 1000} s`)));
  request.once("error", ({ message }) => fail(complain(`was not of use: ${message}`)));
  request.end();
}

function authorization({ username, password }: URL): { "proxy-authorization"?: string } {
  if (username === "" && password === "") return {};
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** A name or password that was put into the address as it is may hold a percent sign that escapes nothing. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

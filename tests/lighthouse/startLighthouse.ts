import type { AddressInfo } from "node:net";
import { settingsBody } from "./control/knownNames";
import type { Exchange } from "./exchange";
import { Lighthouse } from "./lighthouse";
import { recorderFrom } from "./recorder";
import { createServer } from "./server";
import type { LoggedCall } from "./world/callLog";
import { type MachineClock, machineClock } from "./world/clock";
import type { Settings } from "./world/settings";

/** How a local Lighthouse is started. */
export interface LighthouseOptions {
  /** The port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** The address to listen on. Anything but loopback lets others in. @default "127.0.0.1" */
  readonly host?: string;
  /** What ids and credentials are drawn from. @default 1 */
  readonly seed?: number;
  /** Settings from the start on; a reset returns to them. */
  readonly settings?: Settings;
  /** The machine's clock. */
  readonly clock?: MachineClock;
  /** Told of each call as it is answered. */
  readonly onCall?: (call: LoggedCall) => void;
  /** Told of defects of the server itself. @default throws them away after answering InternalError */
  readonly onDefect?: (defect: unknown) => void;
  /** Told of each request that could be taken apart, with its reply. @default a recorder, if the environment asks */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** A local Lighthouse that is running, and how to reach it. */
export interface RunningLighthouse {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** `127.0.0.1:PORT`, what the SDKs call the endpoint. */
  readonly endpoint: string;
  /** What the SDKs call the protocol: `http://`. */
  readonly protocol: string;
  /** Where the control interface is: `http://127.0.0.1:PORT/control` */
  readonly control: string;
  /** Where the metadata of a machine with a role is: `http://127.0.0.1:PORT/latest/meta-data` */
  readonly metadata: string;
  readonly region: string;
  readonly accountId: string;
  readonly secretId: string;
  readonly secretKey: string;
  readonly seed: number;
  /** Closes it and every connection to it, those of calls that are never answered included. */
  stop(): Promise<void>;
}

/** Starts a local Lighthouse in this process. It listens when the promise is fulfilled. */
export async function startLighthouse(options: LighthouseOptions = {}): Promise<RunningLighthouse> {
  const { port = 0, host = "127.0.0.1", seed = 1, settings = {}, clock = machineClock, onCall, onDefect } = options;
  const { onExchange = recorderFrom(process.env) } = options;
  const watch = { ...(onCall && { onCall }), ...(onDefect && { onDefect }), ...(onExchange && { onExchange }) };
  const lighthouse = new Lighthouse(seed, clock, settings, watch);
  const server = createServer(lighthouse);
  await server.listen({ port, host });
  const endpoint = endpointOf(server.server.address() as AddressInfo);
  const address = `http://${endpoint}`;
  const [credential] = lighthouse.world.credentials.values();
  if (!credential) throw new Error("A fresh world has one credential.");
  return {
    address,
    endpoint,
    protocol: "http://",
    control: `${address}/control`,
    metadata: `${address}/latest/meta-data`,
    region: lighthouse.world.settings.global("defaultRegion"),
    accountId: credential.account.accountId,
    secretId: credential.secretId,
    secretKey: credential.secretKey,
    seed,
    stop: () => server.close(),
  };
}

/** Settings from the text of a JSON object, checked as the control interface checks them. */
export function settingsFrom(text: string): Settings {
  return settingsBody(JSON.parse(text));
}

function endpointOf({ address, family, port }: AddressInfo): string {
  return family === "IPv6" ? `[${address}]:${port}` : `${address}:${port}`;
}

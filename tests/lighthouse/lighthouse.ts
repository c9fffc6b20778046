import type { Socket } from "node:net";
import type { Exchange } from "./exchange";
import { SigningKeys } from "./protocol/tc3";
import type { LoggedCall } from "./world/callLog";
import type { MachineClock } from "./world/clock";
import type { Settings } from "./world/settings";
import { World } from "./world/world";

/** Who is told of what happens in a server. */
export interface Watch {
  readonly onCall?: (call: LoggedCall) => void;
  readonly onDefect?: (defect: unknown) => void;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** What a running server holds: the world of now, which a reset replaces, and what outlives it. */
export class Lighthouse {
  readonly keys = new SigningKeys();
  readonly #hanging = new Set<Socket>();
  #world: World;

  constructor(
    /** What a world is drawn from unless a reset says otherwise, so that its credentials stay the same. */
    readonly seed: number,
    readonly machine: MachineClock,
    readonly settings: Settings,
    private readonly watch: Watch = {},
  ) {
    this.#world = this.#fresh(seed, settings);
  }

  get world(): World {
    return this.#world;
  }

  /** Throws the world away and makes a fresh one, with the settings of the start and these over them. */
  reset(seed = this.seed, settings: Settings = {}, startMs?: number): World {
    this.#world = this.#fresh(seed, { ...this.settings, ...settings }, startMs);
    for (const socket of this.#hanging) socket.destroy();
    this.#hanging.clear();
    return this.#world;
  }

  /** Leaves a connection without an answer, until its client gives up or the world is reset. */
  leaveHanging(socket: Socket): void {
    this.#hanging.add(socket);
    socket.once("close", () => this.#hanging.delete(socket));
  }

  #fresh(seed: number, settings: Settings, startMs?: number): World {
    const world = new World(seed, this.machine, settings, startMs);
    world.calls.onCall = this.watch.onCall;
    world.onDefect = this.watch.onDefect;
    world.onExchange = this.watch.onExchange;
    return world;
  }
}

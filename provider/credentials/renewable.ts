import type { Clock } from "../clock.js";
import type { CredentialSource, Credentials, Temporary } from "./credentials.js";

/** So long before their end credentials are fetched anew: a call under way must not outlive them. */
const MARGIN_MS = 60_000;

/**
 * Credentials that are fetched when they are first needed, and again before they end or when they are refused. Who asks
 * at the same time shares one fetch; one that failed is forgotten, since the next may succeed.
 */
export class Renewable implements CredentialSource {
  private held: Promise<Temporary> | undefined;

  constructor(
    private readonly fetch: () => Promise<Temporary>,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<Credentials> {
    const held = this.held ?? this.fetchAnew();
    const { credentials, expiresMs } = await held;
    const isFresh = expiresMs === undefined || this.clock.now() < expiresMs - MARGIN_MS;
    return isFresh ? credentials : this.after(held);
  }

  async renew(refused: Credentials): Promise<Credentials> {
    const held = this.held ?? this.fetchAnew();
    const { credentials } = await held;
    return credentials === refused ? this.after(held) : credentials;
  }

  /** What comes after some credentials, whoever asked for it first. They are taken as they are, however soon they end. */
  private async after(held: Promise<Temporary>): Promise<Credentials> {
    const next = this.held === held || this.held === undefined ? this.fetchAnew() : this.held;
    return (await next).credentials;
  }

  private fetchAnew(): Promise<Temporary> {
    const fetched = this.fetch();
    this.held = fetched;
    fetched.catch(() => {
      if (this.held === fetched) this.held = undefined;
    });
    return fetched;
  }
}

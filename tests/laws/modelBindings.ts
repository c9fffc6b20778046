/** Who made a binding. */
export type Origin = "us" | "hand";

interface Binding {
  /** Absent where it is not bound. */
  origin: Origin | undefined;
  /** From when on it shows, and what shows until then. */
  fromMs: number;
  shownBefore: boolean;
}

/** Which key is bound to which instance, as it truly is and as it shows. */
export class ModelBindings {
  private readonly byPair = new Map<string, Binding>();

  set(keyId: string, instanceId: string, origin: Origin | undefined, atMs: number, lateMs: number): void {
    const shownBefore = this.isShown(keyId, instanceId, atMs);
    this.byPair.set(`${keyId} ${instanceId}`, { origin, fromMs: atMs + lateMs, shownBefore });
  }

  has(keyId: string, instanceId: string): boolean {
    return this.originOf(keyId, instanceId) !== undefined;
  }

  originOf(keyId: string, instanceId: string): Origin | undefined {
    return this.byPair.get(`${keyId} ${instanceId}`)?.origin;
  }

  /** All pairs that are bound, each as `key instance`, sorted; those of one origin, where it is given. */
  pairs(origin?: Origin): string[] {
    return [...this.byPair]
      .filter(([, binding]) => binding.origin !== undefined && (origin === undefined || binding.origin === origin))
      .map(([pair]) => pair)
      .sort();
  }

  isShown(keyId: string, instanceId: string, nowMs: number): boolean {
    const binding = this.byPair.get(`${keyId} ${instanceId}`);
    if (!binding) return false;
    return nowMs < binding.fromMs ? binding.shownBefore : binding.origin !== undefined;
  }

  /** The instances that a key shows at a moment. */
  shownOf(keyId: string, nowMs: number): string[] {
    return [...this.byPair.keys()].flatMap((pair) => {
      const [key = "", instanceId = ""] = pair.split(" ");
      return key === keyId && this.isShown(key, instanceId, nowMs) ? [instanceId] : [];
    });
  }
}

import { startLighthouse } from "../lighthouse/startLighthouse";

/** What a measured Lighthouse tells its parent process. */
export type Measurement =
  | { kind: "listening"; address: string; secretId: string; secretKey: string }
  | { kind: "usage"; heapUsed: number; rss: number; processorSeconds: number };

/**
 * A local Lighthouse in a process of its own whose usage can be asked for: run with `--expose-gc` and a channel to
 * the parent process, whose every message is answered with the processor's time so far and the memory in use after a
 * collection. Its rate limits are off and operations end at once.
 */
async function main(): Promise<void> {
  const onDefect = (defect: unknown) => console.error(defect);
  const running = await startLighthouse({ settings: { rateLimits: false, operationMs: 0 }, onDefect });
  const { address, secretId, secretKey } = running;
  tell({ kind: "listening", address, secretId, secretKey });
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    global.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    tell({ kind: "usage", heapUsed, rss, processorSeconds: (user + system) / 1e6 });
  });
  process.on("disconnect", () => process.exit(0));
}

function tell(measurement: Measurement): void {
  process.send?.(measurement);
}

void main();

import { setTimeout as sleep } from "node:timers/promises";

/** How long anything that must come may take. */
const WITHIN_MS = 110_000;

/** How often is looked at what is waited for by looking. */
const LOOK_EVERY_MS = 50;

/** What a promise comes to. Throws where it takes too long. */
export async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  const over = new AbortController();
  const late = sleep(WITHIN_MS, undefined, { signal: over.signal }).then(() => {
    throw new Error(`waited ${WITHIN_MS / 1000} s in vain for ${what}`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** Ends when a look answers true. Throws where that takes too long. */
export async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < WITHIN_MS / LOOK_EVERY_MS; looks++) {
    if (await look()) return;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error(`waited ${WITHIN_MS / 1000} s in vain for ${what}`);
}

import type { KeyPairCalls } from "../../../provider/keyPair/calls";

/** A client, and the way that its calls go. */
export interface Way {
  api: KeyPairCalls;
  send: <T>(call: () => Promise<T>) => Promise<T>;
}

/** A client each of whose calls goes its way; the one that has a key made goes a way of its own. */
export function wiredKeyPairs({ api, send }: Way, making: Way): KeyPairCalls {
  return {
    keyPairs: (request) => send(() => api.keyPairs(request)),
    quota: () => send(() => api.quota()),
    importKeyPair: (wanted) => send(() => api.importKeyPair(wanted)),
    createKeyPair: (wanted) => making.send(() => making.api.createKeyPair(wanted)),
    deleteKeyPair: (keyId) => send(() => api.deleteKeyPair(keyId)),
  };
}

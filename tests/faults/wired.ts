import type { Lighthouse } from "../../provider/lighthouse";

/** The same client, each of whose calls goes by way of `send`. */
export function wired(api: Lighthouse, send: <T>(call: () => Promise<T>) => Promise<T>): Lighthouse {
  return {
    describeInstances: (ids) => send(() => api.describeInstances(ids)),
    describeKeyPairs: (ids) => send(() => api.describeKeyPairs(ids)),
    describeDeniedActions: (ids) => send(() => api.describeDeniedActions(ids)),
    associate: (keyIds, ids, options) => send(() => api.associate(keyIds, ids, options)),
    disassociate: (keyIds, ids, options) => send(() => api.disassociate(keyIds, ids, options)),
    startInstances: (ids) => send(() => api.startInstances(ids)),
    stopInstances: (ids) => send(() => api.stopInstances(ids)),
  };
}

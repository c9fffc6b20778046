import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { ShownOnce } from "../shownOnce.js";
import { checkKeyPair } from "./check.js";
import { createKeyPair } from "./create.js";
import { deleteKeyPair } from "./delete.js";
import { diffKeyPair } from "./diff.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { readKeyPair } from "./read.js";
import { updateKeyPair } from "./update.js";

/** The methods of `KeyPair`, for one process. */
export function keyPairProvider(run: KeyPairRun): Required<ResourceProvider> {
  return {
    // Synchronous to the end: the host lets other calls in before an asynchronous configure has ended.
    configure: ({ config }) => {
      run.session.configure(config);
      return Promise.resolve();
    },
    check: (olds, news) => ShownOnce.guard(() => checkKeyPair(run, olds, news)),
    diff: (id, olds, news) => ShownOnce.guard(() => diffKeyPair(run, id, olds, news)),
    create: (inputs) => createKeyPair(run, inputs),
    read: (id, properties) => ShownOnce.guard(() => readKeyPair(run, id, properties ?? {})),
    update: (id, olds, news) => updateKeyPair(run, id, olds, news),
    delete: (id, olds) => ShownOnce.guard(() => deleteKeyPair(run, id, olds)),
  };
}

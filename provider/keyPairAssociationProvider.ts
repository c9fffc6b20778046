import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { check } from "./check.js";
import { create } from "./create.js";
import { remove } from "./delete.js";
import { diff } from "./diff.js";
import { read } from "./read.js";
import type { Session } from "./session.js";
import { ShownOnce } from "./shownOnce.js";
import { update } from "./update.js";

/** The methods of `KeyPairAssociation`, for one session. */
export function keyPairAssociationProvider(session: Session): Required<ResourceProvider> {
  return {
    // Synchronous to the end: the host lets other calls in before an asynchronous configure has ended.
    configure: ({ config }) => {
      session.configure(config);
      return Promise.resolve();
    },
    check: (olds, news) => ShownOnce.guard(() => check(session, olds, news)),
    diff: (_id, olds, news) => ShownOnce.guard(() => diff(session, olds, news)),
    create: (inputs) => create(session, inputs),
    read: (id, properties) => ShownOnce.guard(() => read(session, id, properties ?? {})),
    update: (id, olds, news) => update(session, id, olds, news),
    delete: (_id, olds) => ShownOnce.guard(() => remove(session, olds)),
  };
}

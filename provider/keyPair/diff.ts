import { isDeepStrictEqual } from "node:util";
import type { DiffResult } from "@pulumi/pulumi/dynamic";
import { lookIfPossible } from "../foretell.js";
import { Refused } from "../refused.js";
import type { Properties } from "../state.js";
import { hasUnknown } from "../unknowns.js";
import { quoted } from "../validate.js";
import type { KeyPairState } from "./keyPair.js";
import type { KeyPairDeclaration } from "./keyPairDeclaration.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { keyPairStateFrom } from "./keyPairState.js";
import { isSameKey } from "./publicKey.js";
import { HOW_TO_CHANGE_TAGS, tagsThatDiffer } from "./tags.js";

/**
 * Compares what is recorded with what is declared. Another key, name or region replaces; the new pair is made first, so
 * that it can be bound before the old one is unbound and deleted. The comment of a public key is no part of the key.
 *
 * Throws `Refused` where Lighthouse cannot hold the new pair beside the old one. The answer rests on what is recorded
 * alone; in a preview it also looks at tags that are to change, which Lighthouse does not.
 */
export async function diffKeyPair(
  run: KeyPairRun,
  id: string,
  olds: Properties,
  news: Properties,
): Promise<DiffResult> {
  const state = keyPairStateFrom(olds);
  const declaration = run.declarationOf(news);
  const changed = changedNames(state, news);
  const replaces = changed.filter((name) => replacesOf(declaration).includes(name));
  if (replaces.length > 0) {
    const bar = declaration && barBeside(state, news, declaration);
    if (bar !== undefined) throw new Refused([bar]);
    return { changes: true, replaces, deleteBeforeReplace: false };
  }
  if (changed.includes("tags") && declaration?.isPreview) await refuseTags(run, id, state, news);
  return { changes: changed.length > 0 };
}

const ALWAYS_REPLACE = ["region", "publicKey", "keyName"];

function replacesOf(declaration: KeyPairDeclaration | undefined): string[] {
  const options = declaration?.replaceOnChanges ?? [];
  return [...ALWAYS_REPLACE, ...(options.includes("*") ? ["tags", "timeouts", "keyNamePrefix"] : options)];
}

function changedNames(state: Partial<KeyPairState>, news: Properties): string[] {
  const declared = keyPairStateFrom(news);
  const isChanged: Record<string, boolean> = {
    region: state.region !== undefined && news.region !== state.region,
    publicKey: isOtherKey(state, news.publicKey),
    keyName: news.keyName !== undefined && news.keyName !== state.keyName,
    keyNamePrefix: declared.keyNamePrefix !== state.keyNamePrefix,
    tags: hasUnknown(news.tags) || !isDeepStrictEqual(declared.tags ?? {}, state.tags ?? {}),
    timeouts: !isDeepStrictEqual(declared.timeouts ?? {}, state.timeouts ?? {}),
  };
  return Object.keys(isChanged).filter((name) => isChanged[name]);
}

/** A key that the service has made stays where none is declared; what is not known yet may be any. */
function isOtherKey({ origin, publicKey = "" }: Partial<KeyPairState>, declared: unknown): boolean {
  if (declared === undefined) return origin === "imported";
  return typeof declared !== "string" || !isSameKey(declared, publicKey);
}

/** Why the new pair cannot be made beside the old one, as a sentence without its full stop. */
function barBeside(
  state: Partial<KeyPairState>,
  { region, keyName, publicKey }: Properties,
  { deleteBeforeReplace }: KeyPairDeclaration,
): string | undefined {
  // What is not known yet may turn out to be as it was.
  if (deleteBeforeReplace || region !== state.region || hasUnknown({ keyName, publicKey })) return undefined;
  const way = "set the option deleteBeforeReplace to true, which deletes the old pair first and needs it to be unbound";
  if (keyName !== undefined && keyName === state.keyName) {
    return `another key needs another name: Lighthouse has each name once in a region, and "${state.keyName}" is that of the pair that is replaced, which stays until the new one is bound. Change keyName too, or leave it out to have names drawn; or ${way}`;
  }
  if (typeof publicKey === "string" && isSameKey(publicKey, state.publicKey ?? "")) {
    const once = "Lighthouse stores each public key once in a region, so the same key cannot stand beside itself";
    return keyName === undefined
      ? `a key pair with a declared publicKey cannot be replaced by itself: ${once}. Leave it as it is, or ${way}`
      : `a key pair cannot be renamed: ${once} under the name ${quoted(keyName)}. Keep keyName "${state.keyName}"; or ${way}`;
  }
  return undefined;
}

async function refuseTags(run: KeyPairRun, id: string, state: Partial<KeyPairState>, news: Properties): Promise<void> {
  if (hasUnknown(news.tags)) return;
  const live = await lookIfPossible(run.session, () => run.region(String(news.region)).find(id));
  if (!live) return;
  const differing = tagsThatDiffer(live.tags, state.tags ?? {}, keyPairStateFrom(news).tags ?? {});
  if (differing.length > 0)
    throw new Refused([`the tags of ${id} differ: ${differing.join(", ")}. ${HOW_TO_CHANGE_TAGS}`]);
}

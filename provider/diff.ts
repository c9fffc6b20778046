import type { DiffResult } from "@pulumi/pulumi/dynamic";
import { isDeepStrictEqual } from "node:util";
import { type AssociationInputs, DEFAULT_POWER, SETTINGS } from "./association.js";
import type { Claims } from "./claims.js";
import { declaredPairs, pairsOf, type Properties, settingsFrom, stateFrom } from "./state.js";
import { hasUnknown } from "./unknowns.js";

const DEFAULT_SETTINGS: Partial<AssociationInputs> = { power: DEFAULT_POWER };

/**
 * Compares what is recorded with what is declared, as sets of pairs; calls nothing. Another region replaces: regions
 * share no pair, and the new association is made first, so that a failure locks nobody out.
 */
export async function diff(claims: Claims, olds: Properties, news: Properties): Promise<DiffResult> {
  const state = stateFrom(olds);
  if (state.region !== undefined && news.region !== state.region) {
    return { changes: true, replaces: ["region"], deleteBeforeReplace: false };
  }
  return { changes: hasUnknown(news) || hasChanged(claims, state, news) };
}

function hasChanged(claims: Claims, state: ReturnType<typeof stateFrom>, news: Properties): boolean {
  const declared = declaredPairs(stateFrom(news));
  const region = state.region ?? String(news.region);
  const recorded = pairsOf(state.bindings).filter((pair) => !claims.isReleased(region, pair));
  const settings = { ...DEFAULT_SETTINGS, ...settingsFrom(news) };
  const recordedSettings = { ...DEFAULT_SETTINGS, ...state };
  return (
    !declared.equals(recorded) ||
    state.restore !== undefined ||
    SETTINGS.some((name) => !isDeepStrictEqual(settings[name], recordedSettings[name]))
  );
}

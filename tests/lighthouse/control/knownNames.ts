import { ACTIONS } from "../actions/registry";
import { EditError } from "../edits/editError";
import { requireRegion } from "../edits/find";
import { METADATA } from "../metadata";
import { Settings } from "../world/settings";
import { controlBody } from "./controlBody";

/**
 * Refuses names of actions that there are not, so that a misspelt one does not pass for a setting or fault of something
 * that is never called.
 *
 * @throws EditError with the first such name.
 */
export function requireActions(where: string, names: readonly string[]): void {
  const unknown = names.find((name) => !ACTIONS.has(name) && name !== METADATA);
  if (unknown !== undefined) throw new EditError(400, `${where}: there is no action ${JSON.stringify(unknown)}.`);
}

/** Refuses settings for actions and a region that there are not. @throws EditError with the first of them. */
export function requireKnown({ actions = {}, defaultRegion }: Settings): void {
  requireActions("/actions", Object.keys(actions));
  if (defaultRegion !== undefined) requireRegion("/defaultRegion", defaultRegion);
}

/** Reads settings from a control request, each for an action that there is. */
export function settingsBody(body: unknown): Settings {
  const settings = controlBody(Settings, body);
  requireKnown(settings);
  return settings;
}

import type { JsonObject } from "./protocol/json";
import type { Form } from "./protocol/parameters";
import type { Settings } from "./world/settings";

/** One request to the API and the reply it was given, for whoever holds both against a description of the API. */
export interface Exchange {
  /** As the request names it, whether or not there is such an action. */
  readonly action: string;
  readonly version: string;
  /** Whether a Region came with the request. */
  readonly hasRegion: boolean;
  /** `json` for a JSON body, `flat` for a query or form, whose values are all text. */
  readonly form: Form;
  readonly parameters: JsonObject;
  /** Whether a fault has put a code in the place of what came of the call. */
  readonly isInjected: boolean;
  /** What the reply holds under `Response`. */
  readonly response: JsonObject;
  /** The settings as the call found them, without the defaults: some change which fields a reply has. */
  readonly settings: Settings;
}

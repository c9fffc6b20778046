import type { JsonObject } from "../protocol/json";
import type { Language } from "../protocol/messages";
import { type Form, type Parameters, type Parsed, parseParameters } from "../protocol/parameters";
import type { ReplyFields } from "../protocol/reply";
import type { Credential } from "../world/account";
import type { Region } from "../world/region";
import type { World } from "../world/world";
import type { Codes } from "./codes";
import type { InjectedOutcome } from "./injectedOutcome";

/** One call under way: who sends it, where it goes, and under which RequestId. */
export interface Call {
  readonly world: World;
  readonly region: Region;
  readonly requestId: string;
  readonly language: Language;
  /** Who has signed; absent in the one action that is not signed. */
  readonly credential: Credential | undefined;
  /** How the operation that the call begins is to end on an instance, where a fault has decided that. */
  readonly outcomeOf: (instanceId: string) => InjectedOutcome | undefined;
}

/** The version of the Lighthouse API. */
const LIGHTHOUSE_VERSION = "2020-03-24";
/** The version of the Security Token Service's API, which tells its actions apart from those of Lighthouse. */
export const STS_VERSION = "2018-08-13";

/** An action of the API as its own file describes it. */
export interface ActionSource<P extends Parameters> {
  readonly name: string;
  readonly version?: string;
  /** Calls a second for one account, null where none is documented. @see CN-API page of the action */
  readonly ratePerSecond: number | null;
  readonly parameters: P;
  /** Each documented code with the condition that gives it here; codes without one come by a fault only. */
  readonly codes: Codes;
  /** Whether it belongs to the operations that ask for a second factor. */
  readonly isSensitive?: boolean;
  /** Whether it may come without a signature, with `SKIP` in its place. */
  readonly mayBeUnsigned?: boolean;
  /** Whether it is answered without a Region. */
  readonly needsNoRegion?: boolean;
  readonly execute: (parameters: Parsed<P>, call: Call) => ReplyFields | Promise<ReplyFields>;
}

/** An action as the server runs it. */
export interface Action extends Omit<ActionSource<Parameters>, "execute" | "version"> {
  readonly version: string;
  readonly run: (given: JsonObject, form: Form, call: Call) => ReplyFields | Promise<ReplyFields>;
}

/** Makes an action of its description: what is given is read by the parameters before it is executed. */
export function defineAction<P extends Parameters>({ execute, ...source }: ActionSource<P>): Action {
  return {
    version: LIGHTHOUSE_VERSION,
    ...source,
    run: (given, form, call) => execute(parseParameters(source.parameters, given, form), call),
  };
}

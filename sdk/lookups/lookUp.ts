import * as pulumi from "@pulumi/pulumi";
import type { Lookups } from "../../provider/lookups/lookups.js";
import { settingsOf } from "./providerSettings.js";
import { sameArguments } from "./sameArguments.js";
import { type Source, STACK_CONFIG, sourceOf } from "./source.js";
import { isMocked, oncePerRun } from "./thisRun.js";

/** One of the functions that look something up. */
export interface Lookup<Args, Result> {
  /** As users call it. */
  name: "getInstances" | "getKeyPairs";
  /** Makes the calls. */
  ask: (lookups: Lookups, args: Args) => Promise<Result>;
}

/** Options of a look-up whose result is an output. */
export interface LookupOutputOptions {
  /** With whose credentials it looks, and in which region unless it names one. @default those of the stack */
  provider?: pulumi.ProviderResource;
  /** Resources that must be there before it looks. While one of them is yet to be created the result is unknown. */
  dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource>;
}

/** A look-up that a run remembers: who asks the same again gets the same, without a call. */
export interface RememberedLookup<Args, Result> extends Lookup<Args, Result> {
  answers: () => WeakMap<Source, Map<string, Promise<Result>>>;
}

/** Has the answers of a look-up remembered. */
export function remembered<Args, Result>(lookup: Lookup<Args, Result>): RememberedLookup<Args, Result> {
  return { ...lookup, answers: oncePerRun(() => new WeakMap<Source, Map<string, Promise<Result>>>()) };
}

/** The errors that say by their message alone what to do; any other is a mistake of ours and keeps its trace. */
const FOR_USERS = ["LookupRefused", "ApiError", "ConfigurationError", "NoCredentials", "ListKeepsChanging"];

/** Answers with what exists now. Rejects with a `RunError` that says what to do. */
export async function lookUp<Args extends object, Result>(
  lookup: RememberedLookup<Args, Result>,
  args: Args,
): Promise<Result> {
  try {
    return await answerTo(lookup, args, sourceOf(undefined, STACK_CONFIG));
  } catch (error) {
    const advice =
      isWithoutCredentials(error) && pulumi.runtime.isDryRun()
        ? ` A preview can do without them where the program calls ${lookup.name}Output.`
        : "";
    throw asRunError(lookup.name, error, advice);
  }
}

/**
 * Answers with what exists now, as an output: unknown where the arguments are, and in a preview without credentials,
 * which is said once.
 */
export function lookUpOutput<Args extends object, Result>(
  lookup: RememberedLookup<Args, Result>,
  args: pulumi.Input<pulumi.Inputs>,
  { dependsOn = [], provider }: LookupOutputOptions = {},
): pulumi.Output<Result> {
  const made = pulumi.output(dependsOn).apply((resources) => pulumi.all([resources].flat().map(madeOf)));
  if (provider === undefined) {
    const source = sourceOf(undefined, STACK_CONFIG);
    return pulumi.all([args, made]).apply(([known]) => answerOrUnknown(lookup, known as Args, source));
  }
  // What is found is no secret, though the credentials that find it are.
  const settings = pulumi.unsecret(settingsOf(provider));
  return pulumi.all([args, settings, made]).apply(([known, config]) => {
    const source = sourceOf(provider, { get: (key) => config[key] });
    return answerOrUnknown(lookup, known as Args, source);
  });
}

/** Known once a resource is there: in a preview that of one that is yet to be created is not. */
function madeOf(resource: pulumi.Resource): pulumi.Output<string> {
  return pulumi.CustomResource.isInstance(resource) ? resource.id : resource.urn;
}

async function answerOrUnknown<Args extends object, Result>(
  lookup: RememberedLookup<Args, Result>,
  args: Args,
  source: Source,
): Promise<Result> {
  try {
    return await answerTo(lookup, args, source);
  } catch (error) {
    if (!isWithoutCredentials(error) || !pulumi.runtime.isDryRun()) throw asRunError(lookup.name, error);
    saidOnce().say(error.message);
    return unknown<Result>();
  }
}

/** The same arguments are asked for once in a run; what failed may be asked for again. */
async function answerTo<Args extends object, Result>(
  lookup: RememberedLookup<Args, Result>,
  args: Args,
  source: Source,
): Promise<Result> {
  const answers = lookup.answers().get(source) ?? new Map<string, Promise<Result>>();
  lookup.answers().set(source, answers);
  const key = sameArguments(args);
  let answer = answers.get(key);
  if (answer === undefined) {
    answer = ask(lookup, args, source);
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
  }
  // To each his own: what one caller does to his lists is not seen by the next.
  return structuredClone(await answer);
}

async function ask<Args extends object, Result>(
  { name, ask }: Lookup<Args, Result>,
  args: Args,
  source: Source,
): Promise<Result> {
  if (!isMocked()) return ask(source.lookups(), args);
  const answer: Result = await pulumi.runtime.invoke(`lighthouse:index/${name}:${name}`, args);
  return answer;
}

/** What the SDK itself gives in a preview for a value that is not known yet. */
function unknown<Result>(): Result {
  const value: Result = pulumi.runtime.deserializeProperty(pulumi.runtime.unknownValue, true);
  return value;
}

/** All look-ups of a preview lack the same credentials: one line is enough. */
const saidOnce = oncePerRun(() => {
  let isSaid = false;
  return {
    say(why: string): void {
      if (!isSaid) {
        void pulumi.log.warn(
          `this preview looks nothing up in Lighthouse, and shows as unknown what depends on it: ${why}`,
        );
      }
      isSaid = true;
    },
  };
});

function isWithoutCredentials(error: unknown): error is Error {
  return error instanceof Error && error.name === "NoCredentials";
}

function asRunError(name: string, error: unknown, advice = ""): unknown {
  if (!(error instanceof Error) || !FOR_USERS.includes(error.name)) return error;
  const forUser = new pulumi.RunError(`${name}: ${error.message}${advice}`);
  // On some of its ways the engine's SDK prints the trace, which tells the user nothing.
  forUser.stack = forUser.message;
  return forUser;
}

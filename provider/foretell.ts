import { ApiError } from "./apiError.js";
import { type AssociationInputs, DEFAULT_POWER } from "./association.js";
import type { Rival } from "./claims.js";
import { NoCredentials } from "./credentials/credentials.js";
import { Deadline, DeadlinePassed } from "./deadline.js";
import type { Declaration } from "./declarations.js";
import { type Bar, foreseenBars } from "./foreseenBars.js";
import { forewarnings } from "./forewarnings.js";
import type { Inspection } from "./inspection.js";
import { bindOptionsOf } from "./lighthouse.js";
import type { Neighbour } from "./neighbourhood.js";
import type { Pairs } from "./pairs.js";
import type { Session } from "./session.js";

/** How long a preview may look before it goes on without having looked. */
const LOOK_MS = 20_000;

/** A change that a preview looks at. */
export interface Foreseen {
  region: string;
  toBind: Pairs;
  toUnbind: Pairs;
  /** Instances that are to run in the end, however they are found. */
  toRun: readonly string[];
  settings: Partial<AssociationInputs>;
  declaration: Declaration;
}

/** Looks, in a preview, at what a change would touch, as `lookIfPossible` does. */
export function lookAhead(session: Session, change: Foreseen): Promise<Inspection | undefined> {
  return lookIfPossible(session, () => session.outlook(change.region).inspect(change, () => near(session, change)));
}

/**
 * Looks, in a preview, at what exists; undefined where nothing can be looked at, which is said once a run. Throws where
 * the apply would be refused whatever it did, as with credentials that are wrong.
 */
export async function lookIfPossible<T>(session: Session, look: () => Promise<T>): Promise<T | undefined> {
  if (session.whyBlind !== undefined) return undefined;
  try {
    return await new Deadline(session.clock, LOOK_MS).race(() => look(), "to look at what exists");
  } catch (error) {
    if (!isBlindness(error)) throw error;
    if (session.whyBlind === undefined) {
      session.whyBlind = error.message;
      session.notices.warn(
        `this preview plans without having looked at Lighthouse: ${error.message} Not foretold are missing ids, shutdowns, and keys that stop working.`,
      );
    }
    return undefined;
  }
}

/** Warns, under the resource, of what a change will do. */
export function forewarn(session: Session, change: Foreseen, inspection: Inspection): void {
  const owner = change.declaration.urn;
  const keysOn = (instanceId: string): string[] => change.toBind.plus(change.toUnbind).keysOf(instanceId);
  const how = { ...bindOptionsOf(change.settings), power: change.settings.power ?? DEFAULT_POWER };
  const rivalsOn = (id: string): Rival[] => session.claims.rivals(change.region, id, keysOn(id), owner);
  for (const text of forewarnings(inspection, how, change.toRun, rivalsOn)) session.notices.warn(text, owner);
}

/** Every known reason why the apply would be refused. */
export function barsTo(change: Foreseen, inspection: Inspection): Bar[] {
  return foreseenBars(inspection, change.region);
}

/** What else may be looked at in the same calls. */
function near(session: Session, { declaration, region }: Foreseen): Neighbour[] {
  const { program } = session;
  const own = declaration.told && program.whatIsToldOf(declaration.told);
  return own ? program.declared.near(own, region) : [];
}

/** Whether an error says no more than that nothing can be seen from here. */
function isBlindness(error: unknown): error is Error {
  if (error instanceof NoCredentials || error instanceof DeadlinePassed) return true;
  if (!(error instanceof ApiError)) return false;
  return error.kind !== "giveUp" || error.code === undefined || /UnauthorizedOperation/.test(error.code);
}

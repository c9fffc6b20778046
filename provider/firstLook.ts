import { ApiError } from "./apiError.js";
import { type Deadline, DeadlinePassed } from "./deadline.js";
import type { Instance } from "./lighthouse.js";
import { named } from "./named.js";
import type { Region } from "./region.js";
import { within } from "./waiting.js";

/** How many instances a message names before it counts the rest. */
const MAX_NAMED = 20;

/**
 * The instances that a method cannot go on without, by id; those that do not exist are missing. Where they cannot be
 * read, the error names them: nothing else of a method that has only begun does.
 */
export async function firstLook(
  region: Pick<Region, "instances" | "trouble">,
  deadline: Deadline,
  ids: Iterable<string>,
): Promise<Map<string, Instance>> {
  const asked = [...new Set(ids)];
  try {
    return await within(region, deadline, "to read the instances", region.instances(asked));
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof DeadlinePassed)) throw error;
    throw new Error(`${named(asked, MAX_NAMED)} could not be read: ${error.message}`, { cause: error });
  }
}

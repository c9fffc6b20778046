import type { Claims } from "./claims.js";
import type { Deadline } from "./deadline.js";
import type { Goal } from "./goal.js";
import type { Region } from "./region.js";

/** What the changes of one association share. */
export interface Surroundings {
  region: Region;
  goal: Goal;
  deadline: Deadline;
  claims: Claims;
}

import type { Lane } from "./cell";
import { pack } from "./packed";
import { pnpLane } from "./pnpLane";
import { programLanes } from "./programLanes";
import { publicationLane } from "./publicationLane";
import { refusalLane } from "./refusalLane";
import { releases } from "./releases";
import { templateLane } from "./templateLane";
import { upgradeLane } from "./upgradeLane";

/**
 * Every cell of the matrix, the longest lanes first.
 *
 * @param folder Where the tarballs go.
 */
export async function lanes(folder: string): Promise<Lane[]> {
  const packed = await pack(folder);
  const all = await releases();
  return [
    ...programLanes(packed, all),
    pnpLane(packed, all),
    refusalLane(packed, all),
    templateLane(packed, all),
    upgradeLane(packed, all, folder),
    publicationLane(packed, all),
  ];
}

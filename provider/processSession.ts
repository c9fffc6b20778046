import { tmpdir } from "node:os";
import { type ClaimBoard, NO_OTHERS } from "./claimBoard.js";
import { claimFiles } from "./claimFiles.js";
import { systemClock } from "./clock.js";
import { processEnvironment } from "./configuration.js";
import { engineNotices } from "./engineNotices.js";
import { LighthouseApi } from "./lighthouseApi.js";
import { Session } from "./session.js";
import { callerAccount } from "./stsApi.js";

/** The address of the engine, with which the dynamic provider host is started. */
const engine = process.argv[2];

/**
 * The session of this provider process, which all kinds of resources share: each kind has an entry of its own, and
 * what one of them is about to unbind the other must know.
 */
export const processSession = new Session({
  clock: systemClock,
  environment: processEnvironment,
  notices: engineNotices(engine),
  board: boardOfRun(),
  askForAccount: callerAccount,
  connect: (region, connection) => new LighthouseApi(region, connection),
});

function boardOfRun(): ClaimBoard {
  if (engine === undefined) return NO_OTHERS;
  return claimFiles({
    folder: tmpdir(),
    uid: process.getuid?.(),
    engine,
    pid: process.pid,
    isAlive,
    now: () => systemClock.now(),
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // There is one, that may not be sent a signal.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

import { homedir } from "node:os";
import { join } from "node:path";
import { type ClaimBoard, NO_OTHERS } from "./claimBoard.js";
import { ClaimFiles } from "./claimFiles.js";
import { every, systemClock } from "./clock.js";
import { processEnvironment } from "./configuration.js";
import { engineNotices } from "./engineNotices.js";
import { JsonLines } from "./jsonLines.js";
import { LighthouseApi } from "./lighthouseApi.js";
import { Session } from "./session.js";
import { callerAccount } from "./stsApi.js";

/** The address of the engine, with which the dynamic provider host is started. */
const engine = process.argv[2];

const notices = engineNotices(engine);

/**
 * The session of this provider process, which all kinds of resources share: each kind has an entry of its own, and
 * what one of them is about to unbind the other must know.
 */
export const processSession = new Session({
  clock: systemClock,
  environment: processEnvironment,
  notices,
  board: boardOfRun(),
  openLines,
  askForAccount: callerAccount,
  connect: (region, connection) => new LighthouseApi(region, connection),
});

function boardOfRun(): ClaimBoard {
  if (engine === undefined) return NO_OTHERS;
  return new ClaimFiles({
    folder: join(processEnvironment["PULUMI_HOME"] || join(homedir(), ".pulumi"), "lighthouse-claims"),
    engine,
    pid: process.pid,
    now: () => systemClock.now(),
    every,
    warn: (text) => notices.warn(text),
  });
}

function openLines(file: string): () => unknown[] {
  const lines = new JsonLines(file);
  return () => lines.news();
}

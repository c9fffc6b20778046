import { systemClock } from "./clock.js";
import { processEnvironment } from "./configuration.js";
import { engineNotices } from "./engineNotices.js";
import { LighthouseApi } from "./lighthouseApi.js";
import { Session } from "./session.js";
import { callerAccount } from "./stsApi.js";

/**
 * The session of this provider process, which all kinds of resources share: each kind has an entry of its own, and
 * what one of them is about to unbind the other must know.
 */
export const processSession = new Session({
  clock: systemClock,
  environment: processEnvironment,
  notices: engineNotices(process.argv[2]),
  askForAccount: callerAccount,
  connect: (region, connection) => new LighthouseApi(region, connection),
});

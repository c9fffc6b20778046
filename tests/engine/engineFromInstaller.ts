import { CHECKOUT } from "./checkout";
import { ENGINE_VERSION } from "./engineVersion";
import type { EngineWay } from "./engineWay";
import { newEngine } from "./newEngine";
import { reportWhile } from "./progress";
import { runProcess } from "./runProcess";

/** The download is about 200 MB. Without a network the installer gives up at once. */
const TIMEOUT_MS = 600_000;

/**
 * Run by a node of its own: the Automation API's installer cannot be interrupted, a process can.
 * Its arguments are the root and the version; its last line on failure is the reason alone.
 */
const INSTALL = `const { PulumiCommand } = require("@pulumi/pulumi/automation");
const [root, version] = process.argv.slice(1);
PulumiCommand.install({ root, version }).catch((error) => {
  process.stderr.write(String(error && error.message).trim());
  process.exitCode = 1;
});`;

/**
 * The third way: Pulumi's own installer, by way of the Automation API.
 *
 * @see https://www.pulumi.com/docs/reference/pkg/nodejs/pulumi/pulumi/automation/#PulumiCommand-install
 */
export const engineFromInstaller: EngineWay = (context) => {
  const what = `installing Pulumi ${ENGINE_VERSION} from get.pulumi.com`;
  return newEngine(context, async ({ root, mark }) => {
    const install = () =>
      runProcess(process.execPath, ["-e", INSTALL, root, ENGINE_VERSION], {
        cwd: CHECKOUT,
        // Newer versions of node heed the proxy settings that curl heeds anyway.
        env: { ...context.environment, ...mark, NODE_USE_ENV_PROXY: "1" },
        timeoutMs: TIMEOUT_MS,
        signal: context.signal,
      });
    const installed = await reportWhile(context.report, what, 30_000, install);
    if (installed.code === 0) return undefined;
    return installed.failure ?? installed.stderr.trim().split("\n").slice(-3).join(" ");
  });
};

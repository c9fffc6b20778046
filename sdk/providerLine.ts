import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** The name of this package. */
const PACKAGE = "pulumi-tencentcloud-lighthouse";

/**
 * What the state of each resource holds in place of a provider: the engine's dynamic provider host runs it and gets the
 * provider of the installed package. It is in the state of every user, so it never changes.
 */
export const PROVIDER_LINE = `exports.handler = () => require("${PACKAGE}/provider");`;

/** The same for a `KeyPair`, whose provider is an entry of its own beside that of `KeyPairAssociation`. */
export const KEY_PAIR_PROVIDER_LINE = `exports.handler = () => require("${PACKAGE}/provider/keyPair");`;

/**
 * Makes sure that the provider host will find this package from the program's folder, as it is going to ask for it by
 * name. Throws a `RunError` that says what to do where it will not.
 */
export function requireProvider(type: string, name: string): void {
  if (process.versions.bun !== undefined) {
    throw new pulumi.RunError(`${PACKAGE} needs Node.js: the engine runs dynamic providers there and not in Bun.`);
  }
  try {
    createRequire(join(process.cwd(), "index.js")).resolve(`${PACKAGE}/provider`);
  } catch {
    throw new pulumi.RunError(
      `${type} ${JSON.stringify(name)}: the provider ${PACKAGE} is not found from the program's folder, ${process.cwd()}. ` +
        `Add "${PACKAGE}" to the dependencies of the package.json there and install it; a bundle leaves it out (external).`,
    );
  }
}

/**
 * The release of the Pulumi command line that this project gets when a machine has none: the one its tests run on.
 *
 * @see https://github.com/pulumi/pulumi/releases
 */
export const ENGINE_VERSION = "3.274.1";

/**
 * The release of the Node language host that is built from Go modules: the last one published as part of
 * `github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs`. It drives {@link ENGINE_VERSION}.
 */
export const LANGUAGE_HOST_VERSION = "3.68.0";

/** The oldest command line that is taken from PATH. Older ones lack options that the tests and the demo pass. */
export const OLDEST_ENGINE_VERSION = "3.200.0";

/**
 * Reads what `pulumi version` prints.
 *
 * @param printed Its standard output, such as `v3.274.1\n`.
 * @returns The version without the `v`, such as `3.274.1` or `3.274.1-alpha.1`; undefined when there is none in it.
 */
export function parseVersion(printed: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)$/m.exec(printed.trim())?.[1];
}

/**
 * Whether a command line can be used here: same major version as the oldest one admitted, and not older than it.
 * A pre-release counts as its release.
 *
 * @param version As {@link parseVersion} returns it.
 */
export function isUsableVersion(version: string, oldest: string = OLDEST_ENGINE_VERSION): boolean {
  const [major = 0, minor = 0, patch = 0] = numbersOf(version);
  const [oldestMajor = 0, oldestMinor = 0, oldestPatch = 0] = numbersOf(oldest);
  if (major !== oldestMajor) return false;
  return minor > oldestMinor || (minor === oldestMinor && patch >= oldestPatch);
}

function numbersOf(version: string): number[] {
  return version
    .split(/[-+]/, 1)
    .join("")
    .split(".")
    .map((part) => Number.parseInt(part, 10));
}

/** This package and what it brings along that other packages do not. */
const OURS = /pulumi-tencentcloud-lighthouse|tencentcloud-sdk-nodejs/;

/**
 * The lines of what a package manager or a program printed that tell of something deprecated, whoever brings it, and
 * those that warn about this package.
 */
export function complaintsIn(output: string): string[] {
  return output
    .split("\n")
    .filter((line) => /deprecat|\bDEP0\d+/i.test(line) || (/warn|error/i.test(line) && OURS.test(line)));
}

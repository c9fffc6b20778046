/**
 * Makes an environment whole for the Automation API, which adds it to that of this process: what this process has and
 * the environment has not is named in it as undefined, which takes it away.
 *
 * @param env The environment that a program is to see, and no more. Undefined values count as absent.
 * @param surrounding What would be added.
 */
export function isolated(
  env: Readonly<Record<string, string | undefined>>,
  surrounding: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const hidden = Object.fromEntries(Object.keys(surrounding).map((name) => [name, undefined]));
  // The API's type has no undefined, yet it hands the values on as they are, and Node leaves undefined ones out.
  return { ...hidden, ...env } as Record<string, string>;
}

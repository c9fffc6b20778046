/**
 * What this project's code may not do, and why: one ESLint rule each, so that each can be allowed where it belongs
 * (eslint.config.mjs) without allowing another. The selectors are ESQuery's over the syntax tree.
 */

/**
 * A rule that reports each node a selector finds.
 *
 * @param {string} selector
 * @param {string} message
 * @returns {import("eslint").Rule.RuleModule}
 */
function forbid(selector, message) {
  return {
    meta: { type: "problem", schema: [] },
    create: (context) => ({
      [selector]: (/** @type {import("eslint").Rule.Node} */ node) => context.report({ node, message }),
    }),
  };
}

/** @param {string} names alternatives, as in a regular expression */
const global = (names) => `Identifier[name=/^(${names})$/]:not(MemberExpression > .property, Property > .key)`;

/** @param {string} object @param {string} names */
const member = (object, names) =>
  `MemberExpression[object.name="${object}"]:matches([property.name=/^(${names})$/], [property.value=/^(${names})$/])`;

/** @param {string} modules */
const importOf = (modules) => `ImportDeclaration[source.value=/^(node:)?(${modules})$/]`;

/** @type {Record<string, import("eslint").Rule.RuleModule>} */
export const restrictions = {
  "no-environment": forbid(
    `${member("process", "env")}, ImportDeclaration[source.value=/^(node:)?process$/]`,
    "The environment is read in provider/configuration*.ts and provider/credentials/ only: there each name has its place in the order of sources, and nobody reads a credential unseen.",
  ),
  "no-real-time": forbid(
    [
      global("setTimeout|setInterval|setImmediate"),
      member("Date", "now"),
      member("performance", "now"),
      member("process", "hrtime"),
      'NewExpression[callee.name="Date"][arguments.length=0]',
      importOf("timers(.promises)?|perf_hooks"),
    ].join(", "),
    "Time is a parameter (provider/clock.ts): a test moves it by hand, and every wait has its deadline in one place.",
  ),
  "no-real-chance": forbid(
    [member("Math", "random"), member("crypto", "randomInt|randomBytes|getRandomValues")].join(", "),
    "Chance is a parameter (provider/clock.ts): a test with a seed must run the same each time.",
  ),
  "no-console": forbid(
    `${global("console")}, ${member("process", "stdout|stderr")}`,
    "What users are told goes through provider/notices.ts: by that way it is kept short, throttled and free of credentials.",
  ),
};

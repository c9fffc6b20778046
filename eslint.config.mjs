import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { documentedExports } from "./scripts/lint/documentedExports.mjs";
import { restrictions } from "./scripts/lint/restrictions.mjs";

/** Only what needs types, and what is this project's own: all else is Biome's (biome.json). */
export default defineConfig(
  globalIgnores(["dist/", "coverage/", ".work/", "*.mjs", "*.cjs", ".*.cjs"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts", "scripts/**/*.mjs"],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { types: tseslint.plugin, own: { rules: { ...restrictions, "documented-exports": documentedExports } } },
    rules: {
      "types/await-thenable": "error",
      "types/no-array-delete": "error",
      "types/no-base-to-string": "error",
      "types/no-deprecated": "error",
      "types/no-floating-promises": "error",
      "types/no-for-in-array": "error",
      "types/no-implied-eval": "error",
      "types/no-misused-promises": "error",
      "types/no-misused-spread": "error",
      "types/no-unnecessary-type-assertion": "error",
      "types/no-unsafe-call": "error",
      "types/no-unsafe-enum-comparison": "error",
      "types/no-unsafe-member-access": "error",
      "types/no-unsafe-return": "error",
      "types/only-throw-error": "error",
      "types/prefer-promise-reject-errors": "error",
      "types/require-array-sort-compare": ["error", { ignoreStringArrays: true }],
      "types/restrict-plus-operands": "error",
      "types/return-await": ["error", "error-handling-correctness-only"],
      "types/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // JSON.parse gives any. A script reads files of ours, and a test asserts on what it reads.
    files: ["scripts/**/*.mjs", "tests/**/*.spec.ts"],
    rules: { "types/no-unsafe-call": "off", "types/no-unsafe-member-access": "off", "types/no-unsafe-return": "off" },
  },
  {
    files: ["provider/**/*.ts", "sdk/**/*.ts", "examples/**/*.ts"],
    // A flag of Pulumi's own says how long stack traces are to be.
    ignores: ["provider/configuration*.ts", "provider/credentials/**", "sdk/shallowStacks.ts"],
    rules: { "own/no-environment": "error" },
  },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/clock.ts"],
    rules: { "own/no-real-time": "error", "own/no-real-chance": "error" },
  },
  {
    files: ["provider/**/*.ts"],
    ignores: ["provider/{notices,engineNotices}.ts"],
    rules: { "own/no-console": "error" },
  },
  {
    files: ["provider/**/*.ts", "sdk/**/*.ts", "tests/**/*.ts", "scripts/**/*.mjs"],
    rules: { "own/documented-exports": "error" },
  },
);

/**
 * `npm run audit`: asks the registry for known weaknesses in what an installation of this package brings along. Exit
 * code 0 where it said that there are none, 1 where it named some, 2 where it did not say: that is no pass.
 */
import { spawnSync } from "node:child_process";
import { auditVerdict } from "./audit/auditVerdict.mjs";
import { root } from "./root.mjs";

const EXIT_CODES = { clean: 0, weak: 1, "not audited": 2 };

const { stdout, error } = spawnSync("npm", ["audit", "--json", "--omit=dev", "--omit=peer"], {
  cwd: root,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "ignore"],
  timeout: 120_000,
  // Whatever this folder or its user has set: a quiet npm says nothing, and that is not what is asked.
  env: { ...process.env, npm_config_audit: "true", npm_config_loglevel: "notice" },
});
const { kind, lines } = auditVerdict(error === undefined ? stdout : "");
console.log([kind, ...lines].join("\n"));
process.exitCode = EXIT_CODES[kind];

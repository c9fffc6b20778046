/**
 * `node scripts/releaseTag.mjs v0.1.0`: whether the tag may be published: it names the version in package.json, which is
 * a semantic one, and CHANGELOG.md says under that version's heading what users will see. Prints the npm tag to publish
 * under: `latest`, or `next` for a version such as 1.0.0-rc.1.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const [tag = ""] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const faults = [...tagFaults(), ...changelogFaults()];
for (const fault of faults) console.error(fault);
if (faults.length === 0) console.log(version.includes("-") ? "next" : "latest");
process.exitCode = faults.length === 0 ? 0 : 1;

function tagFaults() {
  const isSemantic = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(version);
  return [
    ...(isSemantic ? [] : [`package.json: ${version} is no semantic version`]),
    ...(tag === `v${version}`
      ? []
      : [`The tag is ${tag || "missing"}, and package.json says ${version}: tag v${version}`]),
  ];
}

function changelogFaults() {
  const sections = readFileSync(join(root, "CHANGELOG.md"), "utf8").split(/^## /m).slice(1);
  const own = sections.find((section) => section.split(/\s/, 1)[0] === version);
  if (own === undefined) return [`CHANGELOG.md has no heading "## ${version}"`];
  return /^- \S/m.test(own) ? [] : [`CHANGELOG.md says nothing under "## ${version}"`];
}

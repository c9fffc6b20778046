import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { shippedPackages } from "./shippedPackages.mjs";
import { findingOf } from "./tool.mjs";

const DOCUMENT = "docs/dependencies.md";

/** Licences under which what we ship may be: each permits use in any product and asks for notice at most. */
const LICENCES = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

/**
 * That docs/dependencies.md has a line for each dependency of package.json, and for each package that comes to users
 * with ours the reviewed version and licence, and no line more.
 */
export async function checkDependencies() {
  const rows = rowsOf(readFileSync(join(root, DOCUMENT), "utf8"));
  return findingOf([...declared(rows), ...shipped(rows)].map((complaint) => `${DOCUMENT}: ${complaint}`));
}

/** @param {string[][]} rows */
function declared(rows) {
  const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = readJson("package.json");
  const names = new Set(Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }));
  const said = rows.filter((row) => row.length === 2);
  return [
    ...[...names]
      .filter((name) => !said.some(([saidName, why]) => saidName === name && why))
      .map((name) => `does not say why ${name} earns its place`),
    ...said.filter(([name]) => !names.has(String(name))).map(([name]) => `${name} is no dependency any more`),
  ];
}

/** @param {string[][]} rows */
function shipped(rows) {
  const packages = shippedPackages(readJson("package-lock.json").packages);
  const expected = packages.map(({ name, version, licence }) => `${name} ${version} ${licence}`);
  const reviewed = rows.filter((row) => row.length === 4 && row[3]).map((row) => row.slice(0, 3).join(" "));
  return [
    ...expected.filter((line) => !reviewed.includes(line)).map((line) => `does not list ${line}, which ships to users`),
    ...reviewed.filter((line) => !expected.includes(line)).map((line) => `lists ${line}, which does not ship`),
    ...packages
      .filter(({ licence }) => !LICENCES.includes(licence))
      .map(({ name, licence }) => `${name} ships under ${licence}; allowed are ${LICENCES.join(", ")}`),
  ];
}

/**
 * The rows of the tables in a Markdown text, without heads and rules; code marks taken off.
 *
 * @param {string} text
 */
function rowsOf(text) {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll("`", "")));
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

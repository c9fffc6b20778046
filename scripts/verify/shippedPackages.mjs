/**
 * @typedef {{ version?: string, license?: string, dependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string> }} LockEntry One entry of `packages` in package-lock.json.
 */

/**
 * The packages that an installation of this package brings along, as package-lock.json resolves them. The peer is not
 * among them: it is there already, in the user's program.
 *
 * @param {Record<string, LockEntry>} lock `packages` of package-lock.json, by folder.
 * @returns {{ name: string, version: string, licence: string }[]} sorted by name
 */
export function shippedPackages(lock) {
  /** @type {Set<string>} */
  const folders = new Set();
  /** @param {string} folder */
  const follow = (folder) => {
    const { dependencies = {}, optionalDependencies = {} } = lock[folder] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = resolve(lock, folder, name);
      if (found === undefined || folders.has(found)) continue;
      folders.add(found);
      follow(found);
    }
  };
  follow("");
  return [...folders]
    .map((folder) => ({
      name: nameOf(folder),
      version: lock[folder]?.version ?? "",
      licence: lock[folder]?.license ?? "none",
    }))
    .sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, "en"));
}

/**
 * Where a package is found from a folder: there, or in the nearest folder above it that has it, as Node looks it up.
 *
 * @param {Record<string, LockEntry>} lock
 * @param {string} folder
 * @param {string} name
 * @returns {string | undefined} undefined for an optional dependency that is not installed anywhere
 */
function resolve(lock, folder, name) {
  const here = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
  if (here in lock) return here;
  return folder === ""
    ? undefined
    : resolve(lock, folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0)), name);
}

/** @param {string} folder */
function nameOf(folder) {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

/**
 * Profiles of Tencent's SDKs: the sections of `~/.tencentcloud/credentials`, or else of `/etc/tencentcloud/credentials`,
 * an ini file. The SDKs themselves read the section `default` and no other.
 */
import { join } from "node:path";
import { ConfigurationError, type Environment, read } from "../settings.js";
import { keyOf } from "./configuredKey.js";
import type { Credentials } from "./credentials.js";
import { expanded, homeFolder, textOf } from "./settingsFile.js";

const SYSTEM_FILE = "/etc/tencentcloud/credentials";

/** The files that may hold profiles, in the order in which they are looked for; only the first that exists counts. */
export function sdkProfileFiles(environment: Environment): string[] {
  // The name is that of Tencent's SDK for Go.
  const named = read(environment.TENCENTCLOUD_CREDENTIALS_FILE);
  if (named !== undefined) return [expanded(named, environment)];
  const home = homeFolder(environment);
  return [...(home === undefined ? [] : [join(home, ".tencentcloud", "credentials")]), SYSTEM_FILE];
}

/** The key of a profile, and its file; undefined where there is none. Throws `ConfigurationError` where it is broken. */
export function sdkProfile(files: readonly string[], name: string): { path: string; key: Credentials } | undefined {
  for (const path of files) {
    const text = textOf(path);
    if (text === undefined) continue;
    const section = sectionsOf(text, path).get(name);
    const part = (field: string) => ({ name: `${field} in [${name}] of ${path}`, value: section?.get(field) });
    const key = keyOf({ id: part("secret_id"), key: part("secret_key"), token: section?.get("token") });
    return key && { path, key };
  }
  return undefined;
}

function sectionsOf(text: string, path: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n?|\n/)
    .entries()) {
    const trimmed = line.trim();
    if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
    const [, name] = /^\[([^\]]+)\]$/.exec(trimmed) ?? [];
    const [, field, value = ""] = /^([^=\s]+)\s*=\s*(.*)$/.exec(trimmed) ?? [];
    if (name !== undefined) {
      section = new Map();
      sections.set(name.trim(), section);
    } else if (field !== undefined && section) {
      section.set(field.toLowerCase(), value.replace(/^(["'])(.*)\1$/, "$2"));
    } else {
      throw new ConfigurationError(
        `line ${index + 1} of ${path} is neither a section such as [default] nor a setting such as secret_id = ... in one.`,
      );
    }
  }
  return sections;
}

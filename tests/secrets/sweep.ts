import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A place where a credential was found. */
export interface Find {
  file: string;
  /** Which of the credentials it is, by its place in the list: its value is told nowhere. Undefined for one not listed. */
  credential: number | undefined;
  form: string;
}

/** What was searched, and what was found. */
export interface Sweep {
  files: number;
  bytes: number;
  finds: Find[];
}

/** A private key, whoever made it, as text or inside JSON. */
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/** Shorter ones, which tests make up, are words that stand anywhere; no real one is so short. */
export const SHORTEST = 8;

/** Searches all files under a folder for credentials: as they are, and in the forms that a careless line gives them. */
export function sweep(folder: string, credentials: readonly string[]): Sweep {
  const forms = credentials.map(formsOf);
  const result: Sweep = { files: 0, bytes: 0, finds: [] };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "latin1");
    result.files++;
    result.bytes += text.length;
    forms.forEach((ways, credential) => {
      for (const [form, way] of ways) if (text.includes(way)) result.finds.push({ file, credential, form });
    });
    if (PRIVATE_KEY.test(text)) result.finds.push({ file, credential: undefined, form: "a private key" });
  }
  return result;
}

function formsOf(credential: string): [form: string, text: string][] {
  if (credential.length < SHORTEST) return [];
  const bytes = Buffer.from(credential);
  return [
    ["as it is", credential],
    ["in JSON", JSON.stringify(credential).slice(1, -1)],
    ["in a URL", encodeURIComponent(credential)],
    ["in Base64", withoutEnds(bytes.toString("base64"))],
    ["in hexadecimal", bytes.toString("hex")],
  ];
}

/** The last characters of Base64 depend on what follows. */
function withoutEnds(base64: string): string {
  return base64.replace(/=+$/, "").slice(0, -1);
}

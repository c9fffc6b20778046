/** Public keys in the form of OpenSSH: one line of kind, base64 and perhaps a comment (RFC 4253, 6.6; RFC 5656; RFC 8709). */
import { createHash, createPublicKey } from "node:crypto";

/** Below this size OpenSSH itself refuses RSA keys. */
const MIN_RSA_BITS = 1024;

/** The curve of each kind of ECDSA key, as Node names it. */
const CURVES: Readonly<Record<string, string>> = {
  "ecdsa-sha2-nistp256": "P-256",
  "ecdsa-sha2-nistp384": "P-384",
  "ecdsa-sha2-nistp521": "P-521",
};

/** A key as it was read. */
export interface PublicKey {
  /** Such as `ssh-rsa`. */
  kind: string;
  /** The key itself, in the form in which SSH sends it. */
  blob: Buffer;
}

/** Reads a public key. A text that is none is answered with what is wrong with it, as the rest of a sentence. */
export function readPublicKey(text: string): PublicKey | { problem: string } {
  const misplaced = problemWithForm(text);
  if (misplaced !== undefined) return { problem: misplaced };
  const [kind = "", encoded = ""] = text.trim().split(/\s+/);
  if (kind !== "ssh-rsa" && kind !== "ssh-ed25519" && CURVES[kind] === undefined) {
    return {
      problem: `begins with no kind of key that Lighthouse may take; give one line such as "ssh-rsa AAAA… you@host", as ssh-keygen -t rsa writes it into id_rsa.pub.`,
    };
  }
  const blob = Buffer.from(encoded, "base64");
  const fields = fieldsOf(blob);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || fields?.[0]?.toString("latin1") !== kind) {
    return { problem: `is ${kind} without a whole key after it; copy the whole line of the .pub file.` };
  }
  const weakness = problemWithNumbers(kind, fields.slice(1));
  return weakness === undefined ? { kind, blob } : { problem: weakness };
}

/** The fingerprint as `ssh-keygen -l` prints it; undefined where the text is no public key. */
export function fingerprintOf(text: string): string | undefined {
  const key = readPublicKey(text);
  if ("problem" in key) return undefined;
  return `SHA256:${createHash("sha256").update(key.blob).digest("base64").replace(/=+$/, "")}`;
}

/** Whether two texts are the same key, whatever their comments. */
export function isSameKey(one: string, other: string): boolean {
  const [first, second] = [readPublicKey(one), readPublicKey(other)];
  if ("problem" in first || "problem" in second) return one.trim() === other.trim() && one.trim() !== "";
  return first.blob.equals(second.blob);
}

/** Never quotes the text: it may be a private key that was taken for the public one. */
function problemWithForm(text: string): string | undefined {
  if (/PRIVATE KEY|PuTTY-User-Key-File/.test(text)) {
    return "holds a private key; give the public one, the line in the file that ends in .pub, and treat this one as known to others if it was ever in a file of the program.";
  }
  if (/^-{4,}\s?BEGIN/m.test(text)) {
    return "is not in the form of OpenSSH; convert it: ssh-keygen -i -m PKCS8 -f FILE (for a file of PuTTY: ssh-keygen -i -f FILE).";
  }
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) return "is empty; leave it out to have the service make a key.";
  return lines.length > 1 ? `holds ${lines.length} lines; a key pair is one key.` : undefined;
}

/** The fields of a key as SSH sends it, or undefined where lengths and bytes do not add up. */
function fieldsOf(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  for (let at = 0; at < blob.length; ) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

function problemWithNumbers(kind: string, fields: readonly Buffer[]): string | undefined {
  try {
    const key = createPublicKey({ key: jsonWebKeyOf(kind, fields), format: "jwk" });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? MIN_RSA_BITS;
    if (bits >= MIN_RSA_BITS) return undefined;
    return `is an RSA key of ${bits} bits, which SSH servers refuse; give one of 2048 or more.`;
  } catch {
    return `is of the form of ${kind} and no key; copy the whole line of the .pub file.`;
  }
}

function jsonWebKeyOf(kind: string, fields: readonly Buffer[]): Record<string, string> {
  const text = (bytes: Buffer | undefined): string => (bytes ?? Buffer.alloc(0)).toString("base64url");
  const [first, second] = fields;
  if (kind === "ssh-rsa" && fields.length === 2) return { kty: "RSA", e: text(first), n: text(second) };
  if (kind === "ssh-ed25519" && fields.length === 1) return { kty: "OKP", crv: "Ed25519", x: text(first) };
  const crv = CURVES[kind];
  if (crv === undefined || fields.length !== 2 || !second) throw new Error("not a key");
  // An uncompressed point: a 4, then both coordinates.
  const half = (second.length - 1) / 2;
  return { kty: "EC", crv, x: text(second.subarray(1, 1 + half)), y: text(second.subarray(1 + half)) };
}

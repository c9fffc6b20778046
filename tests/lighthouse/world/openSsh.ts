import { createPublicKey } from "node:crypto";

/** Below this size OpenSSH itself refuses RSA keys. */
const MIN_RSA_BITS = 1024;

/** The curve of each kind of ECDSA key, as the wire form and as Node name it. */
const CURVES = new Map([
  ["nistp256", "P-256"],
  ["nistp384", "P-384"],
  ["nistp521", "P-521"],
]);

/** Whether a text is one line of an OpenSSH public key of one of the kinds, really a key and not only of its form. */
export function isPublicKey(text: string, kinds: readonly string[]): boolean {
  const [kind, encoded] = text.trim().split(/\s+/);
  if (!kind || !encoded || /[\r\n]/.test(text.trim()) || !kinds.includes(kind)) return false;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return false;
  const fields = wireFields(Buffer.from(encoded, "base64"));
  if (!fields || fields[0]?.toString("latin1") !== kind) return false;
  return isKey(kind, fields.slice(1));
}

/** Whether two public keys are the same key, whatever their comments. */
export function sameKey(one: string, other: string): boolean {
  const essence = (text: string) => text.trim().split(/\s+/).slice(0, 2).join(" ").replace(/=+$/, "");
  return essence(one) === essence(other);
}

/** The fields of a key in SSH wire form, or undefined when lengths and bytes do not add up. */
function wireFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(at);
    if (at + 4 + length > blob.length) return undefined;
    fields.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

function isKey(kind: string, fields: readonly Buffer[]): boolean {
  try {
    const key = createPublicKey({ key: jwk(kind, fields), format: "jwk" });
    const bits = key.asymmetricKeyDetails?.modulusLength;
    return bits === undefined || bits >= MIN_RSA_BITS;
  } catch {
    return false;
  }
}

function jwk(kind: string, fields: readonly Buffer[]) {
  const [first, second] = fields;
  const text = (bytes: Buffer | undefined) => (bytes ?? Buffer.alloc(0)).toString("base64url");
  if (kind === "ssh-rsa" && fields.length === 2) return { kty: "RSA", e: text(first), n: text(second) };
  if (kind === "ssh-ed25519" && fields.length === 1) return { kty: "OKP", crv: "Ed25519", x: text(first) };
  const crv = CURVES.get(first?.toString("latin1") ?? "");
  if (!kind.startsWith("ecdsa-sha2-") || fields.length !== 2 || !crv || !second) throw new Error("Not a key.");
  // An uncompressed point: 4, then both coordinates.
  const half = (second.length - 1) / 2;
  return { kty: "EC", crv, x: text(second.subarray(1, 1 + half)), y: text(second.subarray(1 + half)) };
}

import { createHash } from "node:crypto";

/** One field as SSH sends it: its length in four bytes, then its bytes. */
function field(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An RSA public key of 2048 bits, another for each seed and the same for the same; nobody has its private key. */
export function publicKeyOf(seed: string, comment = `${seed}@desk`): string {
  const modulus = Buffer.concat(
    Array.from({ length: 8 }, (_, index) => createHash("sha256").update(`${seed} ${index}`).digest()),
  );
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[255] = (modulus[255] ?? 0) | 1;
  const numbers = [Buffer.of(1, 0, 1), Buffer.concat([Buffer.of(0), modulus])];
  const blob = Buffer.concat([field(Buffer.from("ssh-rsa")), ...numbers.map(field)]);
  return `ssh-rsa ${blob.toString("base64")}${comment ? ` ${comment}` : ""}`;
}

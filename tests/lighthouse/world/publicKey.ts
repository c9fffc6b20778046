import type { Random } from "./random";

/** @see CN-API CreateKeyPair: the server makes RSA keys of 2048 bits */
export const RSA_BITS = 2048;

/** One field of the SSH wire form: its length in four bytes, then its bytes. */
function sshField(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** An integer in SSH wire form: a leading zero keeps it from being read as negative. */
function sshInteger(bytes: Buffer): Buffer {
  return sshField((bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** An RSA public key in OpenSSH text. */
export function openSshRsa(exponent: Buffer, modulus: Buffer, comment: string): string {
  const blob = Buffer.concat([sshField(Buffer.from("ssh-rsa")), sshInteger(exponent), sshInteger(modulus)]);
  return `ssh-rsa ${blob.toString("base64")} ${comment}`;
}

/**
 * A public key drawn from the seed, for key pairs that a test sets up without giving one: right in form and size, and
 * without a private key, which takes no time to make. CreateKeyPair makes real ones.
 */
export function drawnPublicKey(random: Random): string {
  const modulus = random.bytes(RSA_BITS / 8);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = (modulus[modulus.length - 1] ?? 0) | 1;
  return openSshRsa(Buffer.of(1, 0, 1), modulus, `skey-${random.idText(8)}`);
}

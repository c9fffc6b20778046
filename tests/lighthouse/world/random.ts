const LOWER_ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyz0123456789";
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Everything that looks drawn by lot in a world (ids, credentials, RequestIds), repeatable from a seed. The generator
 * is sfc32; it is no source of secrets, and none are protected here.
 */
export class Random {
  readonly #state = new Uint32Array(4);

  constructor(readonly seed: number) {
    this.#state.set([0x9e3779b9, 0x243f6a88, 0xb7e15162, seed >>> 0]);
    for (let round = 0; round < 16; round++) this.uint32();
  }

  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const result = (a + b + d) >>> 0;
    s[0] = b ^ (b >>> 9);
    s[1] = c + (c << 3);
    s[2] = ((c << 21) | (c >>> 11)) + result;
    s[3] = d + 1;
    return result;
  }

  /** A number from 0 up to but not including 1. */
  fraction(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** So many lower-case letters and digits, as ids of Lighthouse have after their prefix. */
  idText(length: number): string {
    return this.#text(length, LOWER_ALPHANUMERIC);
  }

  /** So many letters and digits, as credentials have. */
  secretText(length: number): string {
    return this.#text(length, ALPHANUMERIC);
  }

  /** So many decimal digits. */
  digits(length: number): string {
    return this.#text(length, "0123456789");
  }

  /** A UUID of version 4 in lower case, the form of a RequestId. */
  uuid(): string {
    const hex = [0, 0, 0, 0].map(() => this.uint32().toString(16).padStart(8, "0")).join("");
    const variant = "89ab"[this.uint32() & 3];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  /** So many bytes. */
  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.uint32() & 0xff));
  }

  #text(length: number, alphabet: string): string {
    let text = "";
    for (let i = 0; i < length; i++) text += alphabet[this.uint32() % alphabet.length];
    return text;
  }
}

/** Text that grows up to a limit and never beyond. Lengths are in UTF-16 code units, so never less than in characters. */
export class BoundedText {
  private readonly parts: string[] = [];
  private length = 0;

  /** @param limit The most that the text ever holds. */
  constructor(private readonly limit: number) {}

  /** How much still fits. */
  get room(): number {
    return this.limit - this.length;
  }

  /** Adds all of a text, where it fits. Returns whether it did. */
  add(text: string): boolean {
    if (text.length > this.room) return false;
    this.parts.push(text);
    this.length += text.length;
    return true;
  }

  toString(): string {
    return this.parts.join("");
  }
}

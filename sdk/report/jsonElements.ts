/** A part of a JSON object, as text that is JSON itself. */
export interface JsonElement {
  /** The name of the property. */
  key: string;
  /** The property's value; where that is a list, one item of it. */
  text: string;
}

/** What was read is not one JSON object, or holds an item that is too long. */
export class JsonError extends Error {
  override readonly name = "JsonError";
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;

const NO_OBJECT = "it is not one JSON object";

/**
 * Takes a large JSON object apart as it arrives: yields each property's value, and a list item by item, so that no more
 * than one item is held at a time. Only the frame is checked; that an item is JSON is for who parses it to see.
 *
 * Throws `JsonError` where the text is no object, ends early, goes on after its end, or has an item of more than
 * `maxLength` characters.
 */
export async function* jsonElements(
  chunks: AsyncIterable<string> | Iterable<string>,
  maxLength: number,
): AsyncGenerator<JsonElement> {
  const scanner = new Scanner(maxLength);
  for await (const chunk of chunks) yield* scanner.scan(chunk);
  scanner.end();
}

class Scanner {
  private depth = 0;
  /** Where items begin: 1 among properties, 2 inside a list that is a property's value. */
  private itemDepth = 1;
  private inString = false;
  private isEscaped = false;
  private hasEnded = false;
  /** The property whose value is being read; undefined while its name is. */
  private key: string | undefined;
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly maxLength: number) {}

  *scan(chunk: string): Generator<JsonElement> {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (this.inString) this.readInString(code);
      else if (code === QUOTE) this.inString = true;
      else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (this.opensFrame(code, chunk.slice(start, at))) start = at + 1;
        this.depth++;
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        this.depth--;
        if (this.depth >= this.itemDepth) continue;
        yield* this.item(chunk.slice(start, at));
        this.closeFrame();
        start = at + 1;
      } else if (code === COMMA && this.depth === this.itemDepth) {
        yield* this.item(chunk.slice(start, at));
        if (this.depth === 1) this.key = undefined;
        start = at + 1;
      } else if (code === COLON && this.depth === 1) {
        this.key = this.taken(chunk.slice(start, at));
        start = at + 1;
      }
    }
    const rest = chunk.slice(start);
    if (this.depth === 0 && !this.inString && rest.trim() === "") return;
    if (this.depth === 0) throw new JsonError(NO_OBJECT);
    this.keep(rest);
  }

  end(): void {
    if (!this.hasEnded) throw new JsonError("it ends in the middle");
  }

  private readInString(code: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (code === BACKSLASH) this.isEscaped = true;
    else if (code === QUOTE) this.inString = false;
  }

  /** Whether the bracket begins the object itself, or a list whose items are to be yielded. */
  private opensFrame(code: number, before: string): boolean {
    if (this.depth === 0) {
      if (this.hasEnded || before.trim() !== "" || code !== OPEN_OBJECT) throw new JsonError(NO_OBJECT);
      return true;
    }
    const isList = this.depth === 1 && code === OPEN_LIST && this.key !== undefined;
    if (isList) this.itemDepth = 2;
    return isList;
  }

  private closeFrame(): void {
    if (this.hasEnded || this.depth < 0) throw new JsonError(NO_OBJECT);
    if (this.itemDepth === 2) this.itemDepth = 1;
    else this.hasEnded = true;
  }

  private *item(last: string): Generator<JsonElement> {
    const text = this.taken(last).trim();
    if (text !== "" && this.key !== undefined) yield { key: this.nameOf(this.key), text };
  }

  private nameOf(text: string): string {
    const name = text.trim();
    return name.startsWith('"') ? name.slice(1, -1) : name;
  }

  private taken(last: string): string {
    this.keep(last);
    const text = this.pieces.join("");
    this.pieces = [];
    this.length = 0;
    return text;
  }

  private keep(piece: string): void {
    if (piece === "") return;
    this.length += piece.length;
    if (this.length > this.maxLength) throw new JsonError(`an item in it has more than ${this.maxLength} characters`);
    this.pieces.push(piece);
  }
}

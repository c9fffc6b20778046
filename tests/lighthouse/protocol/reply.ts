import type { ApiError } from "./apiError";
import type { Json, JsonObject } from "./json";
import { type Language, messageOf } from "./messages";

/** Rows of a list that are serialised already: 100 instances are 120 KB, too much to write out for every read. */
export class RawRows {
  constructor(
    readonly rows: readonly Buffer[],
    /** What the call log keeps of them. */
    readonly ids: readonly string[],
  ) {}
}

/** The fields of a successful reply, without its RequestId. */
export type ReplyFields = Readonly<Record<string, Json | RawRows>>;

/** A successful reply as it goes over the wire. */
export function successBody(fields: ReplyFields, requestId: string): Buffer {
  const pieces: Buffer[] = [Buffer.from('{"Response":{')];
  for (const [name, value] of Object.entries(fields)) {
    pieces.push(Buffer.from(`${JSON.stringify(name)}:`));
    if (value instanceof RawRows) pushRows(pieces, value.rows);
    else pieces.push(Buffer.from(JSON.stringify(value)));
    pieces.push(COMMA);
  }
  pieces.push(Buffer.from(`"RequestId":${JSON.stringify(requestId)}}}`));
  return Buffer.concat(pieces);
}

const COMMA = Buffer.from(",");
const OPEN = Buffer.from("[");
const CLOSE = Buffer.from("]");

function pushRows(pieces: Buffer[], rows: readonly Buffer[]): void {
  pieces.push(OPEN);
  rows.forEach((row, index) => {
    if (index > 0) pieces.push(COMMA);
    pieces.push(row);
  });
  pieces.push(CLOSE);
}

/** A refusal as it goes over the wire: on HTTP 200 like any other reply. */
export function errorBody(error: ApiError, requestId: string, language: Language): Buffer {
  const refusal: JsonObject = { Code: error.code, Message: messageOf(error.code, error.details, language) };
  return Buffer.from(JSON.stringify({ Response: { Error: refusal, RequestId: requestId } }));
}

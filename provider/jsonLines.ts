import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** The values in a file that grows by lines of JSON, each told once and whole. */
export class JsonLines {
  /** When the file was last touched, in milliseconds since 1970, as of the last look at it. */
  touchedMs = 0;
  private offset = 0;

  constructor(private readonly file: string) {}

  /** What has been added since this was asked for last; what is no JSON is left out. Throws where nothing can be read. */
  news(): unknown[] {
    const added = this.read();
    const end = added.lastIndexOf("\n") + 1;
    this.offset += end;
    return added.subarray(0, end).toString().split("\n").filter(Boolean).flatMap(valueIn);
  }

  private read(): Buffer {
    const file = openSync(this.file, "r");
    try {
      const { size, mtimeMs } = fstatSync(file);
      this.touchedMs = mtimeMs;
      const added = Buffer.alloc(Math.max(0, size - this.offset));
      return added.subarray(0, readSync(file, added, 0, added.length, this.offset));
    } finally {
      closeSync(file);
    }
  }
}

function valueIn(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

import fc from "fast-check";
import { type Change, declared, preview, recorded } from "./command";

/** Texts as they come from anywhere: of any characters, and of those that mean something to somebody. */
const TEXT = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from("`|\\<>&\"'#;[](){}*_$%:@!~-=\n\r\t\u001b\u0000\u202e\u{1f9d1} ab")),
    maxLength: 60,
  }),
  fc
    .constantFrom("x", "|", "`", "名")
    .chain((unit) => fc.integer({ min: 1, max: 3_000 }).map((length) => unit.repeat(length))),
);

const OPS = [
  "create",
  "update",
  "delete",
  "same",
  "replace",
  "create-replacement",
  "delete-replaced",
  "refresh",
  "read",
];
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const ids = (prefix: string, maxLength: number): fc.Arbitrary<string[]> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(
        fc.nat({ max: 40 }).map((n) => `${prefix}-${String(n).padStart(8, "0")}`),
        { maxLength },
      ),
    },
    { weight: 1, arbitrary: fc.array(TEXT, { maxLength }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: maxLength * 20 }).map((count) => numbered(prefix, count)) },
  );

const list = (prefix: string, maxLength: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: ids(prefix, maxLength) },
    { weight: 1, arbitrary: ids(prefix, maxLength).map((known) => [...known, UNKNOWN]) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(UNKNOWN, "[secret]", undefined, null, 7) },
  );

const CHANGE: fc.Arbitrary<Change> = fc.record(
  {
    op: fc.constantFrom(...OPS),
    name: TEXT,
    before: fc.tuple(ids("lhkp", 8), ids("lhins", 12)).map(([keyIds, instanceIds]) => recorded(keyIds, instanceIds)),
    after: fc
      .tuple(
        list("lhkp", 8),
        list("lhins", 12),
        fc.record({ username: TEXT, power: TEXT, associateType: TEXT }, { requiredKeys: [] }),
      )
      .map(([keyIds, instanceIds, settings]) => declared(keyIds, instanceIds, settings)),
  },
  { requiredKeys: ["op", "name"] },
);

const DIAGNOSTIC = fc.record({ severity: fc.constantFrom("error", "warning", "info"), urn: TEXT, message: TEXT });

/** Previews of programs with associations of any kind and size, whose texts may be hostile. */
export const DRAWN_PREVIEW: fc.Arbitrary<string> = fc
  .tuple(fc.array(CHANGE, { maxLength: 12 }), fc.array(DIAGNOSTIC, { maxLength: 30 }))
  .map(([changes, diagnostics]) => preview(changes, diagnostics));

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(8, "0")}`);
}

import type { ApiDescription, Member } from "./apiDescription";

/** Which side of an exchange a value stands on, and in which form. */
export interface Reading {
  readonly objects: ApiDescription["objects"];
  /** In a query or form every scalar is text. */
  readonly isFlat: boolean;
  /** Of a reply, whether fields that are always there may be missing or null: an older edition of the service. */
  readonly isLenient: boolean;
  readonly side: "request" | "reply";
}

/** What a value can have against the description. */
export interface ValueFault {
  readonly kind: "unknown" | "missing" | "type";
  /** Where, as in `InstanceSet.0.CPU`. */
  readonly path: string;
  readonly text: string;
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

/** What is wrong with the fields of an object by the description of it. */
export function objectFaults(value: object, name: string, reading: Reading, path = ""): ValueFault[] {
  const members = reading.objects[name]?.members ?? [];
  const given = new Map(Object.entries(value));
  const at = (field: string) => (path === "" ? field : `${path}.${field}`);
  const unknown = [...given.keys()].filter((field) => !members.some((member) => member.name === field));
  return [
    ...unknown.map((field) => ({ kind: "unknown" as const, path: at(field), text: `${name} has no such field` })),
    ...members.flatMap((member) => memberFaults(given.get(member.name), member, reading, at(member.name))),
  ];
}

function memberFaults(value: unknown, member: Member, reading: Reading, path: string): ValueFault[] {
  // A null parameter is as good as none.
  if (value === undefined || (value === null && reading.side === "request")) {
    const isMissing = reading.side === "request" ? member.required : member.output_required && !reading.isLenient;
    return isMissing ? [{ kind: "missing", path, text: "is always there" }] : [];
  }
  if (value === null) return mayBeNull(member, reading) ? [] : [{ kind: "type", path, text: "is never null" }];
  if (member.type !== "list") return itemFaults(value, member, reading, path);
  if (!Array.isArray(value)) return [{ kind: "type", path, text: "is a list" }];
  return value.flatMap((item: unknown, index) => itemFaults(item, member, reading, `${path}.${index}`));
}

/** Some fields are told to be null in words alone. */
function mayBeNull(member: Member, { isLenient }: Reading): boolean {
  return isLenient || member.value_allowed_null === true || /返回 ?null/i.test(member.document);
}

function itemFaults(value: unknown, { member }: Member, reading: Reading, path: string): ValueFault[] {
  if (Object.hasOwn(reading.objects, member)) {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? objectFaults(value, member, reading, path) : [{ kind: "type", path, text: `is a ${member}` }];
  }
  return isScalar(value, member, reading) ? [] : [{ kind: "type", path, text: `is of type ${member}` }];
}

function isScalar(value: unknown, kind: string, { isFlat, side }: Reading): boolean {
  const plain = isFlat && typeof value === "string" ? plainOf(value, kind) : value;
  switch (kind) {
    case "string":
      return typeof plain === "string";
    case "int64":
      return Number.isInteger(plain);
    case "uint64":
      // Of a request it is a rule about the value, not about its type, and refused by codes of its own.
      return Number.isInteger(plain) && (side === "request" || Number(plain) >= 0);
    case "float":
      return typeof plain === "number";
    case "bool":
      return typeof plain === "boolean";
    case "datetime_iso":
      return typeof plain === "string" && ISO_TIME.test(plain);
    default:
      return false;
  }
}

/** What a text of a query stands for. */
function plainOf(text: string, kind: string): unknown {
  if (kind === "bool") return text === "true" ? true : text === "false" ? false : text;
  return /^(u?int64|float)$/.test(kind) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

import fc from "fast-check";

/** Settings as a program may give them. */
export interface Settings {
  associateType?: "ONLINE" | "OFFLINE";
  username?: string;
  power?: "asFound" | "running" | "leave";
  protectLastKey?: boolean;
  timeouts?: { create: number; update: number; delete: number };
}

/** Any settings that go together. */
export const settings: fc.Arbitrary<Settings> = fc
  .record(
    {
      associateType: fc.constantFrom("ONLINE" as const, "OFFLINE" as const),
      username: fc.constantFrom("root", "ubuntu"),
      power: fc.constantFrom("asFound" as const, "running" as const, "leave" as const),
      protectLastKey: fc.boolean(),
      timeouts: fc.constantFrom({ create: 60, update: 60, delete: 60 }, { create: 90, update: 60, delete: 60 }),
    },
    { requiredKeys: [] },
  )
  // A user can be named for ONLINE only.
  .map(({ username, ...others }) => ({
    ...others,
    ...(others.associateType === "ONLINE" && username !== undefined && { username }),
  }));

/** Settings with every default in its place, so that those that mean the same are equal. */
export function plainly(some: Settings): object {
  return { power: "asFound", protectLastKey: false, ...some };
}

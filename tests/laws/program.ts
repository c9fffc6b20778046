import fc from "fast-check";
import { association, type Declaration } from "../lifecycle/declaration";
import { type Declared, declared, pairsOfLists } from "./draws";

/** A program: one association or two, which may overlap. */
export interface Program {
  one: Declared;
  other: Declared | null;
}

/** Any program over the small world. */
export const program: fc.Arbitrary<Program> = fc.record({ one: declared, other: fc.option(declared, { freq: 2 }) });

const TIMEOUTS = { create: 120, update: 120, delete: 120 };

/** A program as the engine takes it. */
export function declarations({ one, other }: Program): Declaration[] {
  const all = { one, ...(other && { other }) };
  return Object.entries(all).map(([name, inputs]) => association(name, { ...inputs, timeouts: TIMEOUTS }));
}

/** The pairs that a program declares, each as `key instance`. */
export function pairsOfProgram({ one, other }: Program): string[] {
  return [...pairsOfLists(one), ...(other ? pairsOfLists(other) : [])];
}

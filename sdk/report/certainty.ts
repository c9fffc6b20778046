/** Whether something will happen. `may`: it hangs on what was not looked at or is not known before the apply. */
export type Certainty = "yes" | "may" | "no";

/** Whether at least one of some things happens. */
export function either(certainties: readonly Certainty[]): Certainty {
  if (certainties.includes("yes")) return "yes";
  return certainties.includes("may") ? "may" : "no";
}

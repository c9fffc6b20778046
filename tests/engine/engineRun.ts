import type { EngineEvent, OpMap, OpType, PropertyDiff } from "@pulumi/pulumi/automation";

/** What the engine does, or in a preview would do, to one resource. */
export interface Step {
  op: OpType;
  urn: string;
  /** The resource's name: the last part of the URN. */
  name: string;
  /** Its type token. */
  type: string;
  /** Inputs and outputs from before and after. In a preview the outputs after are not known. */
  old?: StepState;
  new?: StepState;
  /** Which properties are why, by path, where the engine says so. */
  detailedDiff?: Record<string, PropertyDiff>;
  /** Which top-level properties changed, and which of them make it a replacement. */
  diffs: string[];
  replaceKeys: string[];
}

/** A resource as it is before or after a step. Secrets are shown as `[secret]`. */
export interface StepState {
  id: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** A message on the display: an error, a warning, or what the program or a provider wrote. */
export interface Diagnostic {
  severity: "info" | "info#err" | "warning" | "error";
  /** Plain text: no colours, no line end, and not the severity that the display puts before it. */
  message: string;
  /** The resource it is shown under. Absent where it is under none. */
  urn?: string;
}

/** One run of the engine, from its start to its end. */
export interface EngineRun {
  /** Whether it succeeded. */
  succeeded: boolean;
  /** What the command line printed, without colours. */
  stdout: string;
  stderr: string;
  /** How many resources were, or would be, created, updated and so on. Those that stay the same are left out. */
  changes: OpMap;
  /** The steps in the order in which they began, those that change nothing and default providers left out. */
  steps: Step[];
  /** The messages that stay on the display, in order. */
  diagnostics: Diagnostic[];
  /** The messages that are shown only while it runs, such as progress. */
  ephemeral: Diagnostic[];
  /** All that the engine told, for whatever is not above. */
  events: EngineEvent[];
}

/** What a run printed, and whether it succeeded. */
export type RunEnd = Pick<EngineRun, "succeeded" | "stdout" | "stderr">;

/**
 * Reads a run out of the events that the engine sent in it.
 *
 * @param heard Its events, in any order.
 */
export function runFromEvents(end: RunEnd, heard: readonly EngineEvent[]): EngineRun {
  const events = heard.toSorted((one, other) => one.sequence - other.sequence);
  const diagnostics = events.flatMap((event) => event.diagnosticEvent ?? []);
  const { same: _same, ...changes } = events.find((event) => event.summaryEvent)?.summaryEvent?.resourceChanges ?? {};
  return {
    ...end,
    changes,
    steps: events.flatMap((event) => stepOf(event) ?? []),
    diagnostics: diagnostics.filter((event) => !event.ephemeral && isShown(event.severity)).map(diagnosticOf),
    ephemeral: diagnostics.filter((event) => event.ephemeral && isShown(event.severity)).map(diagnosticOf),
    events,
  };
}

function stepOf(event: EngineEvent): Step | undefined {
  const metadata = event.resourcePreEvent?.metadata;
  if (metadata === undefined || metadata.op === "same") return undefined;
  const { op, urn, type, detailedDiff } = metadata;
  const name = urn.slice(urn.lastIndexOf("::") + 2);
  // The display does not show or count the providers that the engine adds by itself, either.
  if (type.startsWith("pulumi:providers:") && name.startsWith("default")) return undefined;
  return {
    op,
    urn,
    type,
    name,
    diffs: metadata.diffs ?? [],
    replaceKeys: metadata.keys ?? [],
    ...(metadata.old && { old: stateOf(metadata.old) }),
    ...(metadata.new && { new: stateOf(metadata.new) }),
    ...(detailedDiff && { detailedDiff }),
  };
}

function stateOf({ id, inputs, outputs }: { id: string; inputs?: object; outputs?: object }): StepState {
  return { id, inputs: { ...inputs }, outputs: { ...outputs } };
}

/** The engine sends its debug messages too, under a severity that the Automation API does not list. */
function isShown(severity: string): boolean {
  return severity !== "debug";
}

function diagnosticOf(event: NonNullable<EngineEvent["diagnosticEvent"]>): Diagnostic {
  // The engine marks colours like <{%fg 1%}>.
  const message = event.message.replace(/<\{%.*?%\}>/g, "").trimEnd();
  return { severity: event.severity, message, ...(event.urn && { urn: event.urn }) };
}

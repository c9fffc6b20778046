/** A resource as the stack's state holds it. */
export interface StateResource {
  urn: string;
  type: string;
  /** Whether a provider manages it. */
  custom: boolean;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** Whether it is to be deleted: the old one of a replacement that has not ended. */
  delete?: boolean;
  /** What went wrong when it was last written, if something did. */
  initErrors?: string[];
  /** The line of the program that declares it: `project:///index.js#4,1`. */
  sourcePosition?: string;
}

/** A stack's state. */
export interface ProgramState {
  /** All resources, those of the engine (the stack, providers) included. */
  resources: StateResource[];
  /** The whole state as text, to search it for what must not be there. */
  text: string;
  /** The creates and updates that were under way when a run was cut off. */
  pendingOperations: unknown[];
}

/**
 * Reads an exported state.
 *
 * @param deployment As the Automation API exports it.
 */
export function stateFrom(deployment: unknown): ProgramState {
  const text = JSON.stringify(deployment);
  const inner = field(deployment, "deployment");
  const resources = field(inner, "resources");
  const pending = field(inner, "pending_operations");
  return {
    // An empty stack has no such field.
    resources: Array.isArray(resources) ? (resources as StateResource[]) : [],
    pendingOperations: Array.isArray(pending) ? pending : [],
    text,
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

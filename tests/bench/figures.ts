import { type Command, type Measured, OPERATIONS } from "./round";
import type { OperationSeconds } from "./scope";
import { pairsIn, type Shape } from "./shape";

/** One row of the table: a command of a program, beside the same command of the floor. */
export interface Figures {
  shape: Shape;
  operation: OperationSeconds;
  command: Command;
  ours: Measured;
  floor: Measured;
}

/** The floor: what the program whose resources do nothing takes, and the operation's own time. */
export function floorMs({ command, operation, floor }: Figures): number {
  return floor.wallMs + OPERATIONS[command] * operation * 1000;
}

/** How many times the floor a command takes. */
export function ratioOf(figures: Figures): number {
  return figures.ours.wallMs / floorMs(figures);
}

/** The time of a command by the number of pairs that the program declares, in milliseconds. */
export function perPairMs({ shape, ours }: Figures): number {
  return ours.wallMs / pairsIn(shape);
}

/** By how many bytes the state of a resource of ours is larger than that of one that does nothing, inputs alike. */
export function stateBytesBeyond({ shape, ours, floor }: Figures): number {
  return (ours.stateBytes - floor.stateBytes) / shape.associations;
}

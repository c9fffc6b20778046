/** A control request that cannot be done as it stands; the message says why. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

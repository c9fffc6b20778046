/** Something asked of the world by hand that cannot be done as it stands; the message says why. */
export class EditError extends Error {
  override readonly name = "EditError";

  constructor(
    /** The HTTP status of the control interface's answer. */
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

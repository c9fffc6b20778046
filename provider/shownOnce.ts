/**
 * An error as the host is to see it. The host prints the text and the stack of what check, diff, read and delete throw,
 * and the engine shows the message once more under the resource: so text and stack are kept short here.
 */
export class ShownOnce extends Error {
  private constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.stack = "see the error of the resource";
  }

  override toString(): string {
    return "lighthouse";
  }

  /** Runs a method of the provider; what it throws is shown once. */
  static async guard<T>(method: () => Promise<T>): Promise<T> {
    try {
      return await method();
    } catch (error) {
      throw new ShownOnce(error);
    }
  }
}

/** A call that got no good answer: refused with a code, or without any answer at all. */
export class ModelRefusal extends Error {
  override readonly name = "ModelRefusal";

  constructor(readonly code: string | undefined) {
    super(code ?? "socket hang up");
  }
}

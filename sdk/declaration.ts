import * as pulumi from "@pulumi/pulumi";
import type { ToldOf } from "../provider/program.js";

/** What the provider is told beside the inputs. It takes it out again: none of it is ever in state. */
export interface Declaration {
  /** The URN of the resource, so that warnings show under it. */
  urn: string;
  /** Whether the program runs for a preview. */
  isPreview: boolean;
  /** The option of that name, which the engine cannot apply to a dynamic resource by itself. */
  replaceOnChanges?: string[];
  /** Where the program tells what it declares. */
  told?: ToldOf;
}

/**
 * What the provider is told of one resource, and where it is told of all of them. A promise and no output: an output would make the resource depend on its
 * own parent, and on all that the parent holds.
 */
export async function declarationOf(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
  toldOf: Promise<ToldOf | undefined> = Promise.resolve(undefined),
): Promise<Declaration> {
  const isPreview = pulumi.runtime.isDryRun();
  const { replaceOnChanges } = opts ?? {};
  const urn = await new Promise<string>((resolve) => {
    pulumi.createUrn(name, type, opts?.parent).apply(resolve);
  });
  const told = await toldOf;
  return { urn, isPreview, ...(replaceOnChanges && { replaceOnChanges }), ...(told && { told }) };
}

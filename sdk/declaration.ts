import * as pulumi from "@pulumi/pulumi";

/** What the provider is told beside the inputs. It takes it out again: none of it is ever in state. */
export interface Declaration {
  /** The URN of the resource, so that warnings show under it. */
  urn: string;
  /** Whether the program runs for a preview. */
  isPreview: boolean;
  /** The option of that name, which the engine cannot apply to a dynamic resource by itself. */
  replaceOnChanges?: string[];
}

/**
 * What the provider is told of one resource. A promise and no output: an output would make the resource depend on its
 * own parent, and on all that the parent holds.
 */
export function declarationOf(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): Promise<Declaration> {
  const isPreview = pulumi.runtime.isDryRun();
  const { replaceOnChanges } = opts ?? {};
  return new Promise((resolve) => {
    pulumi
      .createUrn(name, type, opts?.parent)
      .apply((urn) => resolve({ urn, isPreview, ...(replaceOnChanges && { replaceOnChanges }) }));
  });
}

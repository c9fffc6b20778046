import type * as pulumi from "@pulumi/pulumi";

/** The same arguments, of which each, and each part of one, may be an output or a promise. */
export type FromOutputs<Args> = { [Name in keyof Args]: Eventually<Args[Name]> };

type Eventually<T> = pulumi.Input<
  T extends (infer Element)[] ? Eventually<Element>[] : T extends object ? { [Key in keyof T]: Eventually<T[Key]> } : T
>;

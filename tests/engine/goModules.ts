import { ENGINE_VERSION, LANGUAGE_HOST_VERSION } from "./engineVersion";

/** One program of the engine and the published Go modules that it is built from. */
export interface GoProgram {
  /** The name of the program that comes out. */
  name: string;
  /** The Go package to build. */
  package: string;
  /** The text of the `go.mod` of the small module that it is built in. */
  goMod: string;
  /** The value of `-ldflags`: smaller binaries that know their version. */
  linkerFlags: string;
}

const linkerFlags = (version: string) =>
  `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;

/**
 * The command line. The replace directive repeats the one of its own `go.mod`, which Go heeds in the main module only.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.274.1/pkg/go.mod
 */
export const COMMAND_LINE: GoProgram = {
  name: "pulumi",
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  goMod: `module engine

go 1.26.6

require (
	github.com/pulumi/pulumi/pkg/v3 v${ENGINE_VERSION}
	github.com/pulumi/pulumi/sdk/v3 v${ENGINE_VERSION}
)

replace github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e
`,
  linkerFlags: linkerFlags(ENGINE_VERSION),
};

/** The Node language host. Its later versions are a module that is not published in a form that Go can fetch. */
export const LANGUAGE_HOST: GoProgram = {
  name: "pulumi-language-nodejs",
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
  goMod: `module languagehost

go 1.26.6

require github.com/pulumi/pulumi/sdk/v3 v${LANGUAGE_HOST_VERSION}
`,
  linkerFlags: linkerFlags(LANGUAGE_HOST_VERSION),
};

/** The launcher of dynamic providers: a script that the SDK's Go module carries at this path. */
export const LAUNCHER = {
  name: "pulumi-resource-pulumi-nodejs",
  module: "github.com/pulumi/pulumi/sdk/v3",
  path: "nodejs/dist/pulumi-resource-pulumi-nodejs",
} as const;

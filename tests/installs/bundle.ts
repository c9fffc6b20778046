import { build } from "esbuild";
import { PACKAGE } from "./packed";

/** How a bundle of a program is made. */
export interface BundleOptions {
  /** The project's folder: `src/index.ts` becomes `bundle.js`. */
  folder: string;
  format: "cjs" | "esm";
  minify: boolean;
  /** Whether this package goes into the bundle. Pulumi's SDK stays out: the engine starts a program with its own copy. */
  holdsPackage: boolean;
}

/**
 * Bundles a program with esbuild.
 *
 * @throws Where esbuild fails or warns.
 */
export async function bundle({ folder, format, minify, holdsPackage }: BundleOptions): Promise<void> {
  const { warnings } = await build({
    absWorkingDir: folder,
    entryPoints: ["src/index.ts"],
    outfile: "bundle.js",
    bundle: true,
    platform: "node",
    format,
    minify,
    external: ["@pulumi/pulumi", ...(holdsPackage ? [] : [PACKAGE])],
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(`esbuild warns: ${warnings.map(({ text }) => text).join("; ")}`);
}

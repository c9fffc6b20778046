import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { programFolder } from "./engineFolder";
import type { EngineWay, WayContext } from "./engineWay";
import { COMMAND_LINE, type GoProgram, LANGUAGE_HOST, LAUNCHER } from "./goModules";
import { newEngine, type Workshop } from "./newEngine";
import { reportWhile } from "./progress";
import { type ProcessResult, runProcess, whyItFailed } from "./runProcess";

/** The command line takes 3 to 4 minutes on two cores from empty caches; a slow network may take much longer. */
const TIMEOUT_MS = 1_800_000;

/**
 * The fourth way: built from the Go modules that Pulumi publishes, where `go` can fetch modules.
 *
 * The 3 GB of modules and compiled packages that this takes are removed afterwards, with everything else that Go keeps
 * under its GOPATH. Where GOMODCACHE or GOCACHE is set in the environment, that folder is used instead, and left alone.
 */
export const engineFromGo: EngineWay = (context) =>
  newEngine(context, async (workshop) => {
    const env = { ...goEnvironment(context.environment, workshop.scratch), ...workshop.mark };
    const version = await go(["version"], context, workshop.scratch, env);
    if (version.failure?.includes("ENOENT")) return "there is no `go` on PATH";
    if (version.code !== 0) return `\`go version\` failed: ${whyItFailed(version)}`;

    for (const program of [COMMAND_LINE, LANGUAGE_HOST]) {
      const what = `building ${program.name} from its Go modules with ${version.stdout.trim()}`;
      const built = await reportWhile(context.report, what, 30_000, () => build(program, workshop, context, env));
      if (built.code !== 0) return `building ${program.name} failed: ${whyItFailed(built)}`;
    }
    return copyLauncher(workshop, context, env);
  });

/**
 * The environment for `go`: the user's (proxy, checksum database, private modules), with what would build something
 * else taken out and what Go keeps for later put into a folder that goes away.
 *
 * @param scratch The folder that goes away.
 */
export function goEnvironment(environment: NodeJS.ProcessEnv, scratch: string): NodeJS.ProcessEnv {
  const { GOOS: _os, GOARCH: _architecture, GOFLAGS: _flags, ...kept } = environment;
  return {
    ...kept,
    GOPATH: join(scratch, "gopath"),
    GOMODCACHE: environment["GOMODCACHE"] || join(scratch, "modules"),
    GOCACHE: environment["GOCACHE"] || join(scratch, "compiled"),
    GOWORK: "off",
    GO111MODULE: "on",
    CGO_ENABLED: "0",
  };
}

async function build(program: GoProgram, workshop: Workshop, context: WayContext, env: NodeJS.ProcessEnv) {
  const source = sourceFolder(program, workshop);
  await mkdir(source, { recursive: true });
  await writeFile(join(source, "go.mod"), program.goMod);
  const output = join(programFolder(workshop.root), program.name);
  // -modcacherw: Go makes its module cache read-only, and we could not remove it.
  const flags = ["-mod=mod", "-modcacherw", "-buildvcs=false", "-trimpath", `-ldflags=${program.linkerFlags}`];
  return go(["build", ...flags, "-o", output, program.package], context, source, env);
}

async function copyLauncher(workshop: Workshop, context: WayContext, env: NodeJS.ProcessEnv) {
  const source = sourceFolder(COMMAND_LINE, workshop);
  const listed = await go(["list", "-mod=mod", "-m", "-f={{.Dir}}", LAUNCHER.module], context, source, env);
  if (listed.code !== 0) return `finding ${LAUNCHER.name} failed: ${whyItFailed(listed)}`;
  const launcher = join(programFolder(workshop.root), LAUNCHER.name);
  await copyFile(join(listed.stdout.trim(), LAUNCHER.path), launcher);
  await chmod(launcher, 0o755);
  return undefined;
}

function sourceFolder(program: GoProgram, workshop: Workshop): string {
  return join(workshop.scratch, program.name);
}

function go(args: string[], context: WayContext, cwd: string, env: NodeJS.ProcessEnv): Promise<ProcessResult> {
  return runProcess("go", args, { cwd, env, timeoutMs: TIMEOUT_MS, signal: context.signal });
}

import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeFiles } from "../engine/programFiles";
import { runCommand } from "./command";
import { complaintsIn } from "./complaints";
import type { Manager } from "./manager";
import type { NodeRelease } from "./nodeRelease";

/** What a project has, and by whom it is installed. */
export interface InstallationPlan {
  manager: Manager;
  /** The Node that installs. */
  node: NodeRelease;
  dependencies: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
}

/** A project in a folder outside the checkout, with its packages installed. */
export interface Site {
  folder: string;
  /** What its package.json holds; a program adds its own to it. */
  manifest: Readonly<Record<string, unknown>>;
}

/** An installation that is made when it is first asked for, and then serves one program after another. */
export class Installation {
  private made: Promise<Site> | undefined;
  /** What was there before any program. */
  private entries: ReadonlySet<string> = new Set();

  /** What the package manager has printed. */
  output = "";

  constructor(readonly plan: InstallationPlan) {}

  /**
   * The installed project, without anything of an earlier program.
   *
   * @throws Where it could not be installed, or the installation complained about this package; at each call.
   */
  async fresh(): Promise<Site> {
    this.made ??= this.install();
    const site = await this.made;
    for (const entry of await readdir(site.folder)) {
      if (!this.entries.has(entry)) await rm(join(site.folder, entry), { recursive: true });
    }
    return site;
  }

  /** Installs other versions of dependencies in the same project, as an upgrade does; a program in it stays. */
  async upgrade(dependencies: Readonly<Record<string, string>>): Promise<Site> {
    const { folder, manifest } = await (this.made ?? this.fresh());
    const upgraded = { ...manifest, dependencies: { ...this.plan.dependencies, ...dependencies } };
    this.made = this.installIn(folder, upgraded);
    return this.made;
  }

  /** Removes the folder. */
  async remove(): Promise<void> {
    const site = await this.made?.catch(() => undefined);
    if (site !== undefined) await rm(dirname(site.folder), { recursive: true, force: true, maxRetries: 5 });
  }

  private async install(): Promise<Site> {
    const folder = join(await mkdtemp(join(tmpdir(), "installs-")), "project");
    const { manager, dependencies, devDependencies = {} } = this.plan;
    await writeFiles(folder, manager.files);
    await mkdir(folder, { recursive: true });
    const manifest = { name: "program", version: "1.0.0", private: true, dependencies, devDependencies };
    return this.installIn(folder, manifest);
  }

  private async installIn(folder: string, manifest: Record<string, unknown>): Promise<Site> {
    const { manager, node } = this.plan;
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    const place = { folder, node, env: manager.env };
    this.output = await runCommand([...manager.command, ...manager.install], place);
    const complaints = complaintsIn(this.output);
    if (complaints.length > 0) throw new Error(`the installation complains:\n${complaints.join("\n")}`);
    this.entries = new Set(await readdir(folder));
    return { folder, manifest };
  }
}

import { randomUUID } from "node:crypto";
import { appendFileSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** The environment variable that names the folder where everything that programs produce is kept. */
const VARIABLE = "PROGRAMS_PRODUCED";

/** What, in an environment or a configuration, is a credential. */
const CREDENTIAL = /secret|token|password/i;

/**
 * Where the environment asks for it by `PROGRAMS_PRODUCED=FOLDER`: keeps all that one program's commands print and tell,
 * its states and what its provider processes told each other, and beside them the credentials that it ran with, so that they can be searched for.
 */
export class Produced {
  private constructor(private readonly folder: string) {}

  static of(environment: NodeJS.ProcessEnv): Produced | undefined {
    const folder = environment[VARIABLE];
    if (!folder) return undefined;
    const own = join(resolve(folder), "programs", randomUUID());
    mkdirSync(own, { recursive: true });
    mkdirSync(join(resolve(folder), "credentials"), { recursive: true });
    return new Produced(own);
  }

  /** Notes the credentials among some variables or settings. */
  credentials(named: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(named)) {
      if (CREDENTIAL.test(name) && value) appendFileSync(this.listOfCredentials(), `${JSON.stringify(value)}\n`);
    }
  }

  /** Keeps what a command printed or told. */
  said(text: string): void {
    appendFileSync(join(this.folder, "said.txt"), `${text}\n`);
  }

  /** Keeps a folder with files under its name, if it is still there. */
  files(folder: string): void {
    if (existsSync(folder)) cpSync(folder, join(this.folder, basename(folder)), { recursive: true });
  }

  private listOfCredentials(): string {
    return join(this.folder, "../../credentials", `${process.pid}.jsonl`);
  }
}

import type { ProgramFiles } from "../engine/programFiles";

/** An association as a program declares it: its arguments, and its options where it has some. */
export interface Association {
  keyIds: readonly string[];
  instanceIds: readonly string[];
  region?: string;
  associateType?: string;
  username?: string;
  power?: string;
  protectLastKey?: boolean;
  /** Resource options that can be said in JSON, such as `replaceOnChanges`. */
  options?: Readonly<Record<string, unknown>>;
}

/** A program of plain JavaScript that declares associations by their names, all at the same time. */
export function declaring(associations: Readonly<Record<string, Association>>): ProgramFiles {
  const statements = Object.entries(associations).map(([name, { options, ...args }]) => {
    const given = [name, args, ...(options ? [options] : [])].map((value) => JSON.stringify(value));
    return `new KeyPairAssociation(${given.join(", ")});\n`;
  });
  return script(statements.join(""));
}

/** A program of plain JavaScript with these statements, which find `pulumi` and `KeyPairAssociation`. */
export function script(statements: string): ProgramFiles {
  return {
    "index.js": `const pulumi = require("@pulumi/pulumi");
const { KeyPairAssociation } = require("pulumi-tencentcloud-lighthouse");
${statements}`,
  };
}

import { createProgram } from "../engine/createProgram";
import type { Program } from "../engine/program";
import type { Declared } from "./shape";

/** The project of each program of the benchmark. */
const PROJECT = "bench";

/** Whose resources a program declares: ours, or those that do nothing, which are the floor. */
export type Contestant = "ours" | "floor";

/** Does nothing, by the least of code: no check, no diff and no read, so that the engine does without. */
const NOTHING = `"use strict";
exports.create = async (outs) => ({ id: "nothing", outs });
exports.update = async (id, olds, outs) => ({ outs });
exports.delete = async () => {};
`;

/** What goes into state for it: one line, as of ours. */
const NOTHING_LINE = 'exports.handler = () => require("do-nothing");';

const TEXTS: Readonly<Record<Contestant, string>> = {
  ours: `"use strict";
const { KeyPairAssociation } = require("pulumi-tencentcloud-lighthouse");
for (const [name, args] of Object.entries(require("./declared.json"))) new KeyPairAssociation(name, args);
`,
  floor: `"use strict";
const { CustomResource } = require("@pulumi/pulumi");
class Nothing extends CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:Nothing", name, { ...args, __provider: ${JSON.stringify(NOTHING_LINE)} });
  }
}
for (const [name, args] of Object.entries(require("./declared.json"))) new Nothing(name, args);
`,
};

/** A program that declares what {@link declare} has said last; nothing at first. */
export function benchProgram(whose: Contestant, env: Readonly<Record<string, string>>): Promise<Program> {
  const floor = whose === "floor" && { "node_modules/do-nothing/index.js": NOTHING };
  return createProgram({ project: PROJECT, files: { "index.js": TEXTS[whose], "declared.json": "{}", ...floor }, env });
}

/** Says what the program declares from now on: its resources, by name. */
export function declare(program: Program, resources: Readonly<Record<string, Declared>>): Promise<void> {
  return program.write({ "declared.json": JSON.stringify(resources) });
}

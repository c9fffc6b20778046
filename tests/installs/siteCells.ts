import assert from "node:assert/strict";
import { writeFiles } from "../engine/programFiles";
import type { Cell } from "./cell";
import { runCommand } from "./command";
import { complaintsIn } from "./complaints";
import { commonJs } from "./form";
import type { Installation } from "./installation";
import type { NodeRelease } from "./nodeRelease";
import { runsUp } from "./programRun";

/** A program in which Node makes an error of everything deprecated that is used, in each of its processes. */
export function deprecationCell(installation: Installation, place: string, node: NodeRelease): Cell {
  return {
    name: `${place}, Node ${node.version}: up uses nothing deprecated`,
    run: async () =>
      runsUp(await installation.fresh(), commonJs, { node, env: { NODE_OPTIONS: "--throw-deprecation" } }),
  };
}

/** The command that the package brings, started as the package manager starts it. */
export function commandCell(installation: Installation, place: string, node: NodeRelease): Cell {
  const { manager } = installation.plan;
  return {
    name: `${place}, Node ${node.version}: lighthouse-report`,
    run: async () => {
      const { folder } = await installation.fresh();
      await writeFiles(folder, { "preview.json": JSON.stringify({ steps: [], changeSummary: {} }) });
      const exec = [...manager.command, ...manager.exec, "lighthouse-report", "preview.json"];
      const output = await runCommand(exec, { folder, node, env: manager.env });
      assert.match(output, /lighthouse|instance|change/i);
      assert.deepEqual(complaintsIn(output), []);
      return undefined;
    },
  };
}

const TYPED = `import type * as pulumi from "@pulumi/pulumi";
import { type Binding, getInstancesOutput, KeyPair, KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";
import * as provider from "pulumi-tencentcloud-lighthouse/provider";
import * as keyPairProvider from "pulumi-tencentcloud-lighthouse/provider/keyPair";

export const made: KeyPair = new KeyPair("made");
export const found = getInstancesOutput({ tags: { role: "web" } });
const access = new KeyPairAssociation("access", { keyIds: ["lhkp-f7rjie1q"], instanceIds: ["lhins-ruy9d2tw"] });
export const bindings: pulumi.Output<Binding[]> = access.bindings;
export const known: object[] = [provider, keyPairProvider];
`;

/** Each line is wrong; one that passed would show that the types are not seen. */
const WRONG = `import { KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";
new KeyPairAssociation("access", { keyIds: [1], instanceIds: ["lhins-ruy9d2tw"] });
new KeyPairAssociation("access", { keyIds: [] });
new KeyPairAssociation("access", { keyIds: [], instanceIds: [], power: "off" });
`;

/** The types, as strict as a compiler can be, from CommonJS and from an ES module, declarations of packages included. */
export function typesCell(installation: Installation, place: string, compiler: string): Cell {
  const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];
  const modules = ["--module", "nodenext", "--moduleResolution", "nodenext", "--target", "es2022", "--types", "node"];
  const check = ["npx", "--yes", "-p", `typescript@${compiler}`, "tsc", "--noEmit", "--pretty", "false"];
  return {
    name: `${place}, TypeScript ${compiler}: types under nodenext without skipLibCheck`,
    run: async () => {
      const { folder } = await installation.fresh();
      await writeFiles(folder, { "module.mts": TYPED, "script.cts": TYPED, "wrong.mts": WRONG });
      await runCommand([...check, ...strict, ...modules, "module.mts", "script.cts"], { folder });
      const wrong = await runCommand([...check, ...modules, "--skipLibCheck", "wrong.mts"], { folder }).then(
        () => "",
        (error: Error) => error.message,
      );
      const lines = [...wrong.matchAll(/wrong\.mts\((\d),/g)].map((match) => match[1]);
      assert.deepEqual(lines, ["2", "3", "4"], `errors were expected in lines 2 to 4 of:\n${wrong}`);
      return undefined;
    },
  };
}

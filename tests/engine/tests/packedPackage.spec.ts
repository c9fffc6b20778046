import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CHECKOUT } from "../checkout";
import { declaredDependencies, packedPackage } from "../packedPackage";
import { type TemporaryFolder, temporaryFolder } from "../temporaryFolder";
import { undeclaredImports } from "../undeclaredImports";

const NAME = "pulumi-tencentcloud-lighthouse";

describe("the package as packed", function () {
  this.timeout(180_000);
  let folder: string;
  let program: TemporaryFolder;

  before(async () => {
    folder = await packedPackage();
    program = await temporaryFolder("program", folder);
  });
  after(() => program.remove());

  it("is what a program below loads, and not the checkout", () => {
    const load = createRequire(join(program.path, "index.js"));
    assert.ok(realpathSync(load.resolve(NAME)).startsWith(`${folder}/node_modules/${NAME}/dist/`));
    assert.ok(realpathSync(load.resolve(`${NAME}/provider`)).startsWith(`${folder}/node_modules/${NAME}/dist/`));
  });

  it("shares one Pulumi SDK with the program and the dynamic provider host", () => {
    const fromProgram = createRequire(join(program.path, "index.js")).resolve("@pulumi/pulumi");
    const fromPackage = createRequire(join(folder, "node_modules", NAME, "dist", "index.js")).resolve("@pulumi/pulumi");
    assert.equal(fromPackage, fromProgram);
    assert.ok(fromProgram.startsWith(`${CHECKOUT}/node_modules/@pulumi/pulumi/`));
  });

  it("loads nothing that it does not declare", async () => {
    const home = join(folder, "node_modules", NAME);
    const declared = [NAME, ...(await declaredDependencies(home))];
    assert.deepEqual(await undeclaredImports(join(home, "dist"), declared), []);
  });

  it("is made once for each content", async () => {
    assert.equal(await packedPackage(), folder);
  });
});

describe("the search for undeclared imports", () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder("imports");
    await mkdir(join(folder.path, "sdk"));
  });
  afterEach(() => folder.remove());

  it("finds each form, in code and declarations", async () => {
    await writeFile(join(folder.path, "sdk", "a.js"), 'const x = require("absent/deep");\nimport("@scope/lazy/x");');
    await writeFile(
      join(folder.path, "sdk", "a.d.ts"),
      'import { Y } from "absent-types";\nexport * from "@scope/kept";',
    );
    assert.deepEqual(await undeclaredImports(folder.path, ["@scope/kept"]), [
      "a.d.ts: absent-types",
      "a.js: @scope/lazy/x",
      "a.js: absent/deep",
    ]);
  });

  it("passes what is declared, relative or Node's own, and comments", async () => {
    const text =
      '// require("x")\n/** import y from "y" */\nrequire("./b"); require("node:fs"); require("fs"); require("kept/z");';
    await writeFile(join(folder.path, "sdk", "a.js"), text);
    assert.deepEqual(await undeclaredImports(folder.path, ["kept"]), []);
  });
});

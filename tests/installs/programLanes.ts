import type { Cell, Lane } from "./cell";
import {
  bundled,
  commonJs,
  compiled,
  esModule,
  FORMS,
  type Form,
  pulumisCompiler,
  strippedByNode,
  tsNode,
} from "./form";
import { Installation } from "./installation";
import { type Manager, npm, pnpm, yarn } from "./manager";
import type { NodeRelease } from "./nodeRelease";
import { PACKAGE, type Packed } from "./packed";
import { runsUp } from "./programRun";
import { COMPILER, COMPILERS, type Releases } from "./releases";
import { commandCell, deprecationCell, typesCell } from "./siteCells";

/** An installation, and which forms run with which Node in it. */
interface LanePlan {
  manager: Manager;
  pulumi: string;
  /** Whether the project has a compiler of its own. @default true */
  hasCompiler?: boolean;
  /** The compilers that types are checked with. @default none */
  compilers?: readonly string[];
  runs: readonly { node: NodeRelease; forms: readonly Form[] }[];
}

/**
 * Programs on the real engine: with npm, every form with the oldest and with the newest of both Node and Pulumi, and the
 * forms that start differently with what lies between; with the other package managers, what finds packages by itself.
 */
export function programLanes(packed: Packed, { nodes, pulumi }: Releases): Lane[] {
  const [oldest, middle, newest] = nodes;
  const some = [commonJs, esModule, tsNode, ...bundled.slice(2)];
  const finding = [commonJs, esModule, tsNode, ...compiled.slice(0, 1), ...bundled.slice(1, 2)];
  const few = [commonJs, tsNode];
  const plans: LanePlan[] = [
    {
      manager: npm,
      pulumi: pulumi.oldest,
      compilers: COMPILERS.slice(1, 2),
      runs: [run(oldest, FORMS), run(middle, some), run(newest, some)],
    },
    {
      manager: npm,
      pulumi: pulumi.newest,
      compilers: COMPILERS,
      runs: [run(newest, [...FORMS, strippedByNode]), run(middle, some)],
    },
    { manager: pnpm, pulumi: pulumi.newest, runs: [run(newest, finding), run(middle, few)] },
    { manager: yarn, pulumi: pulumi.newest, runs: [run(middle, finding), run(newest, few)] },
    { manager: pnpm, pulumi: pulumi.oldest, runs: [run(oldest, few)] },
    { manager: yarn, pulumi: pulumi.oldest, runs: [run(oldest, few)] },
    { manager: npm, pulumi: pulumi.newest, hasCompiler: false, runs: [run(newest, [pulumisCompiler, esModule])] },
  ];
  return plans.map((plan) => lane(packed, plan));
}

function run(node: NodeRelease, forms: readonly Form[]): LanePlan["runs"][number] {
  return { node, forms };
}

function lane(packed: Packed, { manager, pulumi, hasCompiler = true, compilers = [], runs }: LanePlan): Lane {
  const nodes = runs.map(({ node }) => node);
  const [installer] = nodes;
  if (installer === undefined) throw new Error("A lane runs something");
  const installation = new Installation({
    manager,
    node: installer,
    dependencies: { "@pulumi/pulumi": pulumi, [PACKAGE]: `file:${packed.tarball}` },
    ...(hasCompiler && { devDependencies: COMPILER }),
  });
  const place = `${manager.name}, Pulumi ${pulumi}${hasCompiler ? "" : ", no compiler"}`;
  const isMain = manager === npm && hasCompiler;
  const cells: Cell[] = [
    {
      name: `${place}: installs without a complaint`,
      run: () => installation.fresh().then(() => undefined),
    },
    ...runs.flatMap(({ node, forms }) => forms.map((form) => upCell(installation, place, node, form))),
    ...(isMain ? nodes : []).map((node) => deprecationCell(installation, place, node)),
    ...nodes.map((node) => commandCell(installation, place, node)),
    ...compilers.map((compiler) => typesCell(installation, place, compiler)),
  ];
  return { cells, close: () => installation.remove() };
}

function upCell(installation: Installation, place: string, node: NodeRelease, form: Form): Cell {
  return {
    name: `${place}, Node ${node.version}, ${form.name}: up`,
    run: async () => runsUp(await installation.fresh(), form, { node }),
  };
}

import { join } from "node:path";
import ts from "typescript";
import { sectionsOf } from "./markdown";
import { ROOT } from "./pages";

/** A block of TypeScript on a page. */
export interface Sample {
  /** The page and its number there, from 1, such as `README.md, program 2`. */
  name: string;
  text: string;
}

/** What the package gives a program, and Pulumi, for pieces that leave out what they import. */
const IMPORTS = `import * as pulumi from "@pulumi/pulumi";
import { getInstances, getInstancesOutput, getKeyPairs, getKeyPairsOutput } from "pulumi-tencentcloud-lighthouse";
import { KeyPair, KeyPairAssociation, Provider } from "pulumi-tencentcloud-lighthouse";
`;

/** "Cannot find name" and its like: a piece of a program need not say where its ids come from. */
const UNKNOWN_NAMES = [2304, 18004];

/** The blocks of TypeScript on a page, in order. */
export function samplesOf(page: string, markdown: string): Sample[] {
  const blocks = sectionsOf(markdown).flatMap((section) => section.blocks.filter(({ language }) => language === "ts"));
  return blocks.map(({ text }, index) => ({ name: `${page}, program ${index + 1}`, text }));
}

/** What the compiler says of the samples, under the sources of the package. A piece without imports gets all of them. */
export function problemsWithTypes(samples: readonly Sample[]): string[] {
  const files = new Map(samples.map((sample, index) => [join(ROOT, "tests", "docs", `sample${index}.ts`), sample]));
  const options = optionsOfTree();
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.getSourceFile = (path, languageVersion, onError, isNew) => {
    const sample = files.get(path);
    return sample
      ? ts.createSourceFile(path, programOf(sample), languageVersion)
      : getSourceFile(path, languageVersion, onError, isNew);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([path, sample]) => {
    const file = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return found
      .filter(({ code }) => isWhole(sample) || !UNKNOWN_NAMES.includes(code))
      .map(({ messageText }) => `${sample.name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  });
}

function isWhole({ text }: Sample): boolean {
  return /^import /m.test(text);
}

function programOf(sample: Sample): string {
  return isWhole(sample) ? sample.text : `${IMPORTS}${sample.text}\nexport {};\n`;
}

function optionsOfTree(): ts.CompilerOptions {
  const path = join(ROOT, "tsconfig.json");
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  return { ...options, paths: { "pulumi-tencentcloud-lighthouse": [join(ROOT, "sdk", "index.ts")] } };
}

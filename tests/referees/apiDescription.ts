import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A parameter of an action, or a field of a reply, as Tencent's description has it. */
export interface Member {
  readonly name: string;
  /** `list`, `object`, or the kind of a scalar. */
  readonly type: "list" | "object" | "string" | "int" | "float" | "bool";
  /** The kind of a scalar (`int64`, `datetime_iso`), or of the items of a list; the name of an object. */
  readonly member: string;
  /** Of a parameter: whether a request must have it. */
  readonly required?: boolean;
  /** Of a field: whether a reply always has it. */
  readonly output_required?: boolean;
  /** Of a field: whether it may be null. */
  readonly value_allowed_null?: boolean;
  readonly document: string;
}

/** What the command line knows of one version of one product. */
export interface ApiDescription {
  readonly version: string;
  readonly actions: Readonly<Record<string, { readonly input: string; readonly output: string }>>;
  readonly objects: Readonly<Record<string, { readonly members: readonly Member[] }>>;
}

/** The products that are held against their descriptions. */
const PRODUCTS = ["lighthouse", "sts"];

/**
 * Reads the descriptions that come inside the installed command line.
 *
 * @param packages The folder that Python's packages are in.
 * @throws When there is none, or it has not the form that is read here.
 */
export function apiDescriptions(packages: string): ApiDescription[] {
  return PRODUCTS.map((product) => {
    const folder = join(packages, "tccli", "services", product);
    const [version] = readdirSync(folder).filter((name) => /^v\d{8}$/.test(name));
    if (!version) throw new Error(`${folder} holds no description.`);
    const read = JSON.parse(readFileSync(join(folder, version, "api.json"), "utf8")) as Omit<ApiDescription, "version">;
    if (!read.actions || !read.objects) throw new Error(`${folder} holds no description of the form that is known.`);
    return {
      actions: read.actions,
      objects: read.objects,
      version: version.replace(/^v(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"),
    };
  });
}

/** The description that has an action. */
export function descriptionOf(action: string, descriptions: readonly ApiDescription[]): ApiDescription | undefined {
  return descriptions.find(({ actions }) => Object.hasOwn(actions, action));
}

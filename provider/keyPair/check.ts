import type { CheckFailure, CheckResult } from "@pulumi/pulumi/dynamic";
import { DECLARATION_INPUT } from "../declarations.js";
import type { Properties } from "../state.js";
import { UNKNOWN } from "../unknowns.js";
import { type Problem, problemWithRegion } from "../validate.js";
import { foresee } from "./foresee.js";
import { prefixFor } from "./keyName.js";
import { type KeyPairDeclaration, keyPairDeclarationIn, resourceNameIn } from "./keyPairDeclaration.js";
import type { KeyPairRun } from "./keyPairRun.js";
import { problemsWithKeyPair } from "./problems.js";
import { fingerprintOf, readPublicKey } from "./publicKey.js";

const NO_REGION =
  "is not set anywhere. Set region on the resource, or run: pulumi config set tencentcloud:region ap-guangzhou, or set the variable TENCENTCLOUD_REGION.";

/**
 * Makes complete inputs of what the program gave, or says what is wrong with them. Nothing of it is by chance: a name
 * that is to be drawn is drawn when the pair is made.
 *
 * In a preview of a pair that is to be made it also looks at what exists, and refuses what the apply would refuse. It
 * never calls what writes.
 */
export async function checkKeyPair(run: KeyPairRun, olds: Properties, sent: Properties): Promise<CheckResult> {
  const told = keyPairDeclarationIn(sent);
  const { [DECLARATION_INPUT]: _, ...given } = sent;
  const { urn } = told;
  const isNew = Object.keys(olds).length === 0;
  if (!isNew && urn !== undefined) run.noteRecorded(urn, typeof olds.region === "string" ? olds.region : undefined);
  const declaration: KeyPairDeclaration = { ...told, isRecorded: run.recorded(urn) !== undefined };
  const region = given.region ?? defaultRegion(run, declaration);
  const inputs = {
    ...given,
    ...(typeof given.publicKey === "string" && { publicKey: given.publicKey.trim() }),
    ...(given.keyName === undefined && { keyNamePrefix: prefixOf(given, olds, urn) }),
    ...(region !== undefined && { region }),
  };
  const regionProblem = region === undefined ? NO_REGION : region === UNKNOWN ? undefined : problemWithRegion(region);
  const problems = [
    ...problemsWithKeyPair(given),
    ...(regionProblem === undefined ? [] : [{ property: "region", reason: regionProblem }]),
  ];
  problems.push(...(problems.length === 0 ? declaredTwice(run, inputs, urn) : []));
  if (problems.length > 0) return { inputs, failures: problems.map(failureOf) };
  run.note(inputs, declaration);
  sayWhatIsUndocumented(run, inputs, declaration);
  const isToBeMade = isNew && declaration.isPreview && region !== UNKNOWN;
  return isToBeMade ? { inputs, failures: (await foresee(run, inputs, declaration)).map(failureOf) } : { inputs };
}

/** As recorded, so that a default that changes moves nothing; else as the configuration or the environment says. */
function defaultRegion(run: KeyPairRun, { urn }: KeyPairDeclaration): string | undefined {
  const recorded = run.recorded(urn)?.region;
  const ambient = run.session.ambientRegion();
  if (recorded !== undefined && ambient && ambient.value !== recorded) {
    run.session.notices.warn(
      `made in region ${recorded} and stays there, though ${ambient.source} says ${ambient.value}. Set region on the resource to move it.`,
      urn,
    );
  }
  return recorded ?? ambient?.value;
}

/** As given, else as recorded, so that a resource that is renamed keeps it; else from the name of the resource. */
function prefixOf({ keyNamePrefix }: Properties, olds: Properties, urn: string | undefined): unknown {
  return keyNamePrefix ?? olds.keyNamePrefix ?? prefixFor(resourceNameIn(urn) ?? "");
}

/** Lighthouse has each name and each public key once in a region: two resources of a program cannot share one. */
function declaredTwice(run: KeyPairRun, inputs: Properties, urn: string | undefined): Problem[] {
  const { region, keyName, publicKey } = inputs;
  const key = typeof publicKey === "string" ? fingerprintOf(publicKey) : undefined;
  const things = [
    { property: "keyName", thing: typeof keyName === "string" && keyName !== UNKNOWN ? keyName : undefined },
    { property: "publicKey", thing: key },
  ];
  return things.flatMap(({ property, thing }) => {
    if (thing === undefined) return [];
    const other = run.otherOwner(`${region} ${property} ${thing}`, urn);
    if (other === undefined) return [];
    const reason = `is declared by ${resourceNameIn(other) ?? "another KeyPair"} too, and Lighthouse has each once in a region; declare it once and use its keyId.`;
    return [{ property, reason }];
  });
}

/** The documents speak of RSA keys alone; whether the service takes another kind it decides. */
function sayWhatIsUndocumented(run: KeyPairRun, { publicKey }: Properties, { urn }: KeyPairDeclaration): void {
  const key = typeof publicKey === "string" && publicKey !== UNKNOWN ? readPublicKey(publicKey) : undefined;
  if (key === undefined || "problem" in key || key.kind === "ssh-rsa") return;
  run.session.notices.warn(
    `publicKey is an ${key.kind} key, and Lighthouse is documented to take ssh-rsa keys: it may be refused.`,
    urn,
  );
}

/** The engine prints the value of a property by its name, and that may be a key: so the name goes into the text. */
function failureOf({ property, reason }: Problem): CheckFailure {
  return { property: "", reason: `${property} ${reason}` };
}

import assert from "node:assert/strict";
import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import type { AssociationInputs } from "../../provider/association";
import { type ClaimBoard, NO_OTHERS } from "../../provider/claimBoard";
import type { Clock } from "../../provider/clock";
import type { Connection } from "../../provider/configuration";
import type { KeyPairInputs } from "../../provider/keyPair/keyPair";
import { keyPairProvider } from "../../provider/keyPair/keyPairProvider";
import { type ConnectKeyPairs, KeyPairRun } from "../../provider/keyPair/keyPairRun";
import { keyPairAssociationProvider } from "../../provider/keyPairAssociationProvider";
import type { Lighthouse } from "../../provider/lighthouse";
import { Session } from "../../provider/session";
import { type Kind, providerLineOf } from "./declaration";
import { crossing, type Properties } from "./wire";

/** What a provider process is started with. */
export interface ProcessOptions {
  clock: Clock;
  /** The stack's configuration: names with their namespace. */
  config: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  /** Tells the account of the credentials. */
  askForAccount: (connection: Connection, region: string) => Promise<string>;
  connect: (region: string, connection: Connection) => Lighthouse;
  /** The same for what a `KeyPair` calls. @default a call fails the test */
  connectKeyPairs?: ConnectKeyPairs;
  /** Where other provider processes of the run are heard of. @default there are none */
  board?: ClaimBoard;
}

/**
 * One provider process: what the dynamic provider host does between the engine and the provider, for one run of a
 * command. Everything crosses as JSON, and the text of the provider is added where the host adds it.
 */
export class ProviderProcess {
  /** What the person who runs the command was told, in order. */
  readonly warnings: string[] = [];
  readonly infos: string[] = [];
  /** What the program has told and the provider has not read. */
  private readonly lines: Properties[] = [];
  private readonly providers: Readonly<Record<Kind, Required<ResourceProvider>>>;

  constructor(options: ProcessOptions) {
    const {
      clock,
      config,
      environment = {},
      askForAccount,
      connect,
      connectKeyPairs = none,
      board = NO_OTHERS,
    } = options;
    const notices = {
      warn: (text: string) => void this.warnings.push(text),
      info: (text: string) => void this.infos.push(text),
      progress: () => undefined,
    };
    const openLines = () => () => this.lines.splice(0);
    const session = new Session({ clock, environment, notices, askForAccount, connect, board, openLines });
    session.configure({ get: (name) => config[name] });
    this.providers = {
      KeyPairAssociation: keyPairAssociationProvider(session),
      KeyPair: keyPairProvider(new KeyPairRun(session, connectKeyPairs)),
    };
  }

  /** What the program tells that it declares, before anything is checked. */
  tell(lines: readonly Properties[]): void {
    this.lines.push(...lines);
  }

  /** Throws where the inputs are refused, naming each property. */
  async check(olds: Properties, news: Properties): Promise<Properties> {
    const result = await this.providerOf(news).check(crossing(olds, "olds"), crossing(news, "news"));
    const { failures = [] } = crossing(result, "check");
    const inputs: Properties = crossing(result.inputs ?? news, "checked inputs");
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    }
    return withProvider(inputs, news);
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: boolean }> {
    const result = await this.providerOf(news).diff(id, crossing(olds, "olds"), crossing(news, "news"));
    const { changes, replaces = [] } = crossing(result, "diff");
    assert.equal(typeof changes, "boolean", "the engine is told whether anything changes");
    return { changes: changes === true, replaces: replaces.length > 0 };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const { id, outs } = crossing(await this.providerOf(inputs).create(crossing(inputs, "inputs")), "create");
    assert.ok(id, "what is created has an id");
    return { id, outputs: withProvider(outs, inputs) };
  }

  /** Undefined where nothing is there any more. */
  async read(id: string, olds: Properties): Promise<{ inputs?: Properties; outputs: Properties } | undefined> {
    const result = crossing(await this.providerOf(olds).read(id, crossing(olds, "olds")), "read");
    if (!result.id) return undefined;
    assert.equal(result.id, id, "a read never changes the id");
    const outputs = withProvider(result.props, olds);
    return result.inputs ? { outputs, inputs: withProvider(result.inputs, olds) } : { outputs };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    // What crosses has no type; the provider says in its signature what it makes of it.
    const checked = crossing(news, "news") as unknown as AssociationInputs & KeyPairInputs;
    const { outs } = crossing(await this.providerOf(news).update(id, crossing(olds, "olds"), checked), "update");
    return withProvider(outs, news);
  }

  async delete(id: string, olds: Properties): Promise<void> {
    await this.providerOf(olds).delete(id, crossing(olds, "olds"));
  }

  /** A resource that says nothing of its kind is an association. */
  private providerOf(properties: Properties): Required<ResourceProvider> {
    const line = properties["__provider"] === providerLineOf("KeyPair") ? "KeyPair" : "KeyPairAssociation";
    return this.providers[line];
  }
}

function none(): never {
  return assert.fail("this calls nothing of a key pair");
}

function withProvider(result: Properties | undefined, given: Properties): Properties {
  return { ...result, __provider: given["__provider"] };
}

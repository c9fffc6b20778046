import assert from "node:assert/strict";
import type { Connection } from "../../provider/configuration";
import { KeyPairApi } from "../../provider/keyPair/keyPairApi";
import { LighthouseApi } from "../../provider/lighthouseApi";
import { callerAccount } from "../../provider/stsApi";
import { type RunningLighthouse, startLighthouse } from "../lighthouse/startLighthouse";
import { Cloud } from "./cloud";
import { Control } from "./control";
import { REGION } from "./ids";
import type { Fuse } from "./killedProcess";
import { ProviderProcess } from "./providerProcess";
import { type Processes, Stack } from "./stack";
import { StoryTime } from "./storyTime";

/** After so many seconds of real time without an answer a call counts as lost, where a story is not about that. */
const PATIENT_S = 5;
/** The same for calls that may make a key. */
const MAKING_S = 45;
/** The same for stories in which calls hang. */
const IMPATIENT_S = 0.2;

/** How long a test may take on a machine that is busy with something else, in milliseconds. */
const TEST_TIMEOUT_MS = 60_000;

/** Operations take a second; nobody is throttled. */
const SETTINGS = { operationMs: 1_000, rateLimits: false };

/** One story at a time: a local Lighthouse, a stack with nothing in it, and the time that both live in. */
export class Story {
  readonly time = new StoryTime();
  /** The stack's configuration, which a story may change between two commands. */
  config: Record<string, string> = {};
  /** What kills the provider processes that are started as long as it is set. */
  fuse: Fuse | undefined;
  private requestTimeoutS = PATIENT_S;
  private lighthouse: RunningLighthouse | undefined;
  private begun: { cloud: Cloud; stack: Stack } | undefined;
  private readonly defects: unknown[] = [];

  get cloud(): Cloud {
    return this.scene().cloud;
  }

  get stack(): Stack {
    return this.scene().stack;
  }

  async open(): Promise<void> {
    this.lighthouse = await startLighthouse({ clock: this.time, onDefect: (defect) => this.defects.push(defect) });
  }

  async begin(): Promise<void> {
    this.time.start();
    this.requestTimeoutS = PATIENT_S;
    this.fuse = undefined;
    const { control, endpoint, protocol } = this.running();
    const cloud = new Cloud(new Control(control));
    const { secretId, secretKey } = await cloud.renew(SETTINGS);
    this.config = {
      "tencentcloud:secretId": secretId,
      "tencentcloud:secretKey": secretKey,
      "tencentcloud:region": REGION,
      "tencentcloud:endpoint": endpoint,
      "tencentcloud:protocol": protocol,
    };
    this.begun = { cloud, stack: this.newStack() };
  }

  /** Has calls that are not answered given up soon. */
  doNotWaitForAnswers(): void {
    this.requestTimeoutS = IMPATIENT_S;
  }

  /** A provider process without an engine. */
  newProcess(): ProviderProcess {
    return this.processes().start();
  }

  /** A further stack of the same account, as another program has it. */
  newStack(): Stack {
    return new Stack(this.processes(), [this.config["tencentcloud:secretKey"] ?? ""]);
  }

  end(): void {
    this.time.stop();
    assert.deepEqual(this.defects.splice(0), [], "the local Lighthouse has no defect");
  }

  async close(): Promise<void> {
    await this.running().stop();
  }

  private processes(): Processes {
    const base = () => ({ clock: this.time.clock(), config: this.config });
    const timed = (connection: Connection): Connection => ({ ...connection, requestTimeoutS: this.requestTimeoutS });
    const refuse = () => assert.fail("a preview of what is as declared calls nothing");
    return {
      start: () => {
        const { fuse } = this;
        return new ProviderProcess({
          ...base(),
          askForAccount: (connection, region) => callerAccount(timed(connection), region),
          connect: (region, connection) => {
            const api = new LighthouseApi(region, timed(connection));
            return fuse ? fuse.protects(api) : api;
          },
          connectKeyPairs: (region, connection) => {
            // On a busy machine it takes its time to make a real key.
            const requestTimeoutS = this.requestTimeoutS === PATIENT_S ? MAKING_S : this.requestTimeoutS;
            return new KeyPairApi(new LighthouseApi(region, { ...connection, requestTimeoutS }), region);
          },
        });
      },
      startOffline: () => new ProviderProcess({ ...base(), askForAccount: refuse, connect: refuse }),
    };
  }

  private running(): RunningLighthouse {
    assert.ok(this.lighthouse, "the story is open");
    return this.lighthouse;
  }

  private scene(): { cloud: Cloud; stack: Stack } {
    assert.ok(this.begun, "the story has begun");
    return this.begun;
  }
}

/** A story for each test of a suite, begun before it and ended after it. */
export function storyOfEachTest(): Story {
  const story = new Story();
  before(() => story.open());
  beforeEach(function () {
    this.currentTest?.timeout(TEST_TIMEOUT_MS);
    return story.begin();
  });
  afterEach(() => story.end());
  after(() => story.close());
  return story;
}

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { bindingsTable } from "../../demo/bindingsTable";
import { screen } from "../../demo/screen";
import { CHECKOUT, WORK_FOLDER } from "../checkout";
import { processesWith } from "../programProcesses";

/** A demo that is running. */
class Demo {
  output = "";
  readonly ended: Promise<unknown[]>;
  private readonly child: ChildProcess;

  constructor(env: NodeJS.ProcessEnv = process.env) {
    const args = ["--require", "ts-node/register/transpile-only", "tests/demo/main.ts"];
    const child = spawn(process.execPath, args, { cwd: CHECKOUT, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    this.child = child;
    this.ended = once(child, "close");
  }

  /** Waits until it has printed something, and gives the match. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (this.child.exitCode !== null) throw new Error(`The demo ended without ${pattern}:\n${this.output}`);
      await sleep(50);
    }
  }

  /** The ids of the instances that it made. */
  get instanceIds(): string[] {
    return [...new Set(this.output.match(/\blhins-[0-9a-z]{8}\b/g))];
  }

  interrupt(): void {
    this.child.kill("SIGINT");
  }

  /** Its exit code, once it has ended. */
  async exitCode(): Promise<unknown> {
    const [code] = await this.ended;
    return code;
  }

  async assertNothingLeft(): Promise<void> {
    const [, stack] = await this.printed(/pulumi stack init (demo-\w+)/);
    assert.deepEqual(await processesWith(`PULUMI_STACK=${stack}`), []);
    const [, address] = await this.printed(/Lighthouse listens at (http:\S+[^.\s])/);
    await assert.rejects(fetch(`${address}/control/state`), "the local Lighthouse still listens");
    assert.ok(!readdirSync(CHECKOUT).includes(`Pulumi.${stack}.yaml`));
    assert.deepEqual(
      readdirSync(WORK_FOLDER).filter((name) => name.startsWith("demo-")),
      [],
    );
  }
}

/** A proxy where nobody listens: whatever is not on this machine cannot be reached. */
const NO_NETWORK = {
  HTTP_PROXY: "http://127.0.0.1:9",
  HTTPS_PROXY: "http://127.0.0.1:9",
  ALL_PROXY: "http://127.0.0.1:9",
  NO_PROXY: "127.0.0.1,localhost",
};

describe("the demo", function () {
  this.timeout(300_000);

  let idsOfTheFirst: string[] = [];

  it("shows every step with the bindings after it, and leaves nothing behind", async () => {
    const demo = new Demo({ ...process.env, ...NO_NETWORK });
    assert.equal(await demo.exitCode(), 0, demo.output);
    idsOfTheFirst = demo.instanceIds;
    assert.ok(idsOfTheFirst.length >= 3, demo.output);
    const commands = [...demo.output.matchAll(/^\$ pulumi (\w+)/gm)].map((match) => match[1]);
    assert.deepEqual(commands, ["stack", "config", "preview", "up", "config", "up", "refresh", "up", "destroy"]);
    assert.equal(demo.output.match(/^== \d\. /gm)?.length, 8);
    const tables = demo.output.split("The bindings that the Lighthouse has now:").slice(1);
    const bound = tables.map(
      (table) =>
        table
          .split(/^==/m, 1)
          .join("")
          .match(/ bound\b/g)?.length ?? 0,
    );
    assert.deepEqual(bound, [0, 0, 4, 6, 5, 5, 6, 0]);
    await demo.assertNothingLeft();
  });

  it("interrupted half way ends what it started, with a code of its own", async () => {
    const demo = new Demo();
    await demo.printed(/KeyPairAssociation access creating/);
    demo.interrupt();
    assert.equal(await demo.exitCode(), 130, demo.output);
    assert.match(demo.output, /Interrupted/);
    await demo.assertNothingLeft();
  });

  it("failed half way says why, and ends what it started", async () => {
    const demo = new Demo();
    const [, address] = await demo.printed(/Lighthouse listens at (http:\S+[^.\s])/);
    const [, instance] = await demo.printed(/^ {2}(lhins-\w+)/m);
    await fetch(`${address}/control/instances/${instance}`, { method: "DELETE" });
    assert.equal(await demo.exitCode(), 1, demo.output);
    assert.match(demo.output, /The tour failed: /);
    const drawnAgain = demo.instanceIds.filter((id) => idsOfTheFirst.includes(id));
    assert.deepEqual(drawnAgain, [], "ids are drawn anew for each run");
    await demo.assertNothingLeft();
  });
});

describe("the table of bindings", () => {
  it("has a row for each instance and a column for each key pair", () => {
    const instances = [
      { instanceId: "lhins-aaaaaaaa", state: "RUNNING", shutdowns: 0, keyIds: ["lhkp-bbbbbbbb"] },
      { instanceId: "lhins-cccccccc", state: "STOPPED", shutdowns: 2, keyIds: [] },
    ];
    assert.equal(
      bindingsTable(instances, ["lhkp-aaaaaaaa", "lhkp-bbbbbbbb"]),
      `  instance        state    shut down  lhkp-aaaaaaaa  lhkp-bbbbbbbb
  --------------  -------  ---------  -------------  -------------
  lhins-aaaaaaaa  RUNNING  never      -              bound
  lhins-cccccccc  STOPPED  2 x        -              -`,
    );
  });
});

describe("the screen of a tour", () => {
  it("counts the steps, and sets them in bold where there are colours", () => {
    let plain = "";
    let bold = "";
    const plainScreen = screen((text) => {
      plain += text;
    }, false);
    plainScreen.step("Preview");
    plainScreen.show("table");
    plainScreen.step("Up");
    screen((text) => {
      bold += text;
    }, true).step("Preview");
    assert.equal(plain, "\n== 1. Preview\n\ntable\n\n== 2. Up\n\n");
    assert.equal(bold, "\n\u001b[1m== 1. Preview\u001b[22m\n\n");
  });
});

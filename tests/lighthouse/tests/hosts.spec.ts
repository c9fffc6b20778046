import { strict as assert } from "node:assert";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { startLighthouse } from "../startLighthouse";
import { firstLine, startProcess } from "./lighthouseProcess";

/** An address of this machine other than the usual one of loopback: that of a network card, where there is one. */
const OTHER =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address ?? "127.0.0.2";

describe("the addresses it listens on", function () {
  this.timeout(20_000);
  const started: ChildProcess[] = [];
  after(() => {
    for (const child of started) child.kill("SIGKILL");
  });
  const run = async (...options: string[]) => {
    const child = startProcess(["--port", "0", "--exit-with-stdin", ...options]);
    started.push(child);
    const { address = "" } = await firstLine(child);
    return { address, port: Number(new URL(address).port) };
  };
  /** What comes of connecting: "connect", or the code of the refusal. */
  const knock = async (host: string, port: number): Promise<string> => {
    const socket = connect({ host, port });
    try {
      await once(socket, "connect");
      return "connect";
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error);
    } finally {
      socket.destroy();
    }
  };

  it("are loopback alone, unless told otherwise", async () => {
    const { address, port } = await run();
    assert.equal(address, `http://127.0.0.1:${port}`);
    assert.equal(await knock("127.0.0.1", port), "connect");
    assert.equal(await knock(OTHER, port), "ECONNREFUSED");
  });

  it("are every address with --host 0.0.0.0", async () => {
    const { port } = await run("--host", "0.0.0.0");
    assert.equal(await knock("127.0.0.1", port), "connect");
    assert.equal(await knock(OTHER, port), "connect");
  });

  it("are one address where that is named, and it must be one of the machine's", async () => {
    const lighthouse = await startLighthouse({ host: OTHER });
    const port = Number(new URL(lighthouse.address).port);
    assert.equal(lighthouse.endpoint, `${OTHER}:${port}`);
    assert.equal((await fetch(`${lighthouse.control}/time`)).status, 200);
    assert.equal(await knock("127.0.0.1", port), "ECONNREFUSED");
    await lighthouse.stop();
    await assert.rejects(startLighthouse({ host: "192.0.2.1" }), { code: "EADDRNOTAVAIL" });
  });
});

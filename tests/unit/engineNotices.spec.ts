import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { engineNotices } from "../../provider/engineNotices.js";
import { withServer } from "./httpServer.js";

const URN = "urn:pulumi:dev::app::pulumi-nodejs:dynamic/lighthouse:KeyPairAssociation::web";

/** The part of gRPC that a server of the engine's log needs. */
interface Grpc {
  Server: new () => {
    addService(service: unknown, methods: object): void;
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
    forceShutdown(): void;
  };
  ServerCredentials: { createInsecure(): unknown };
}

/** What an engine is told while some work lasts, until it has been told so often. */
async function toldToEngine(count: number, work: (address: string) => void): Promise<LogRequest[]> {
  const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = pulumi("@grpc/grpc-js") as Grpc;
  const { EngineService } = pulumi("./proto/engine_grpc_pb.js") as { EngineService: unknown };
  const { Empty } = pulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => object };
  const server = new grpc.Server();
  const told: LogRequest[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const log = ({ request }: { request: LogRequest }, answer: (error: null, empty: object) => void): void => {
        answer(null, new Empty());
        if (told.push(request) === count) resolve();
      };
      server.addService(EngineService, { log });
      server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else work(`127.0.0.1:${port}`);
      });
    });
  } finally {
    server.forceShutdown();
  }
  return told;
}

/** What is printed while some work lasts; the work is told of each text. */
async function printedBy(work: (onPrint: (tell: () => void) => void) => Promise<void> | void): Promise<string[]> {
  const { warn, log, error } = console;
  const printed: string[] = [];
  const listeners: (() => void)[] = [];
  const keep = (...texts: unknown[]): void => {
    printed.push(texts.join(" "));
    for (const tell of listeners) tell();
  };
  Object.assign(console, { warn: keep, log: keep, error: keep });
  try {
    await work((tell) => listeners.push(tell));
  } finally {
    Object.assign(console, { warn, log, error });
  }
  return printed;
}

describe("notices to an engine", () => {
  it("reach its log under their resource; what is only progress is not kept", async () => {
    const told = await toldToEngine(3, (address) => {
      const notices = engineNotices(address);
      notices.warn("a warning", URN);
      notices.info("an information", URN);
      notices.progress("progress");
    });

    const byText = new Map(told.map((request) => [request.getMessage(), request]));
    const facts = (text: string): unknown[] => {
      const request = byText.get(text);
      return [request?.getSeverity(), request?.getUrn(), request?.getEphemeral()];
    };
    assert.deepEqual(facts("a warning"), [2, URN, false]);
    assert.deepEqual(facts("an information"), [1, URN, false]);
    assert.deepEqual(facts("progress"), [1, "", true]);
  });

  it("print a warning where the engine does not answer", async () => {
    const closed = await withServer(
      () => "cut",
      (endpoint) => Promise.resolve(endpoint),
    );
    const printed = await printedBy((onPrint) => {
      engineNotices(closed).warn("a warning", URN);
      return new Promise<void>((resolve) => onPrint(resolve));
    });
    assert.deepEqual(printed, ["warning: a warning"]);
  });
});

describe("notices where there is no engine", () => {
  it("are printed, but for progress", async () => {
    const printed = await printedBy(() => {
      const notices = engineNotices(undefined);
      notices.warn("a warning", URN);
      notices.progress("progress", URN);
    });
    assert.deepEqual(
      printed.filter((text) => /a warning|progress/.test(text)),
      ["warning: a warning"],
    );
  });
});

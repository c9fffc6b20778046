import { createRequire } from "node:module";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import type { Notices } from "./notices.js";

/** The part of gRPC that is needed here; it is a dependency of Pulumi's SDK and not of this package. */
interface Grpc {
  credentials: { createInsecure(): ConstructorParameters<typeof EngineClient>[1] };
}

interface EngineProtocol {
  client: EngineClient;
  LogRequest: typeof LogRequest;
  severity: { INFO: 1; WARNING: 2 };
}

/**
 * Notices by way of the engine's own log, which the command line shows and Pulumi's services keep. `address` is what the
 * dynamic provider host was started with; without one, or where the engine does not answer, the text is printed.
 */
export function engineNotices(address: string | undefined): Notices {
  let protocol: EngineProtocol | undefined;
  // One after the other, so that they show in the order in which they were said.
  let last = Promise.resolve();
  const log = (text: string, how: { severity: "INFO" | "WARNING"; isKept: boolean; urn: string | undefined }): void => {
    const print = (): void => {
      if (how.isKept) console.error(how.severity === "WARNING" ? `warning: ${text}` : text);
    };
    if (address === undefined) {
      print();
      return;
    }
    protocol ??= connect(address);
    const { client } = protocol;
    const request = new protocol.LogRequest();
    request.setSeverity(protocol.severity[how.severity]);
    request.setMessage(text);
    request.setUrn(how.urn ?? "");
    request.setEphemeral(!how.isKept);
    last = last.then(
      () =>
        new Promise<void>((resolve) => {
          client.log(request, (error) => {
            if (error) print();
            resolve();
          });
        }),
    );
  };
  return {
    warn: (text, urn) => log(text, { severity: "WARNING", isKept: true, urn }),
    info: (text, urn) => log(text, { severity: "INFO", isKept: true, urn }),
    progress: (text, urn) => log(text, { severity: "INFO", isKept: false, urn }),
  };
}

function connect(address: string): EngineProtocol {
  // From where Pulumi's SDK lies, since a strict layout of node_modules shows gRPC to nobody else.
  const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = pulumi("@grpc/grpc-js") as Grpc;
  const services = pulumi("./proto/engine_grpc_pb.js") as { EngineClient: typeof EngineClient };
  const messages = pulumi("./proto/engine_pb.js") as { LogRequest: typeof LogRequest };
  return {
    client: new services.EngineClient(address, grpc.credentials.createInsecure()),
    LogRequest: messages.LogRequest,
    severity: { INFO: 1, WARNING: 2 },
  };
}

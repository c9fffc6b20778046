import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runProcess, whyItFailed } from "../engine/runProcess";
import { makeCertificates } from "../lifecycle/credentials/certificates";
import { tlsFront } from "../lifecycle/credentials/tlsFront";

/** Where the repository is on the server: Pulumi wants an owner and a name, as code hosts have them. */
const REPOSITORY = "/owner/repository.git";

/** The first packet of an answer to the first question, as git's protocol over HTTP wants it. */
const ANNOUNCEMENT = "001e# service=git-upload-pack\n0000";

/** A git repository with an address, as a code host gives it one. */
export interface GitAddress {
  /** `https://127.0.0.1:PORT/owner/repository`. Pulumi takes a template from HTTPS or SSH only. */
  url: string;
  /** The file of the authority that has signed the server's certificate. */
  caFile: string;
  stop: () => Promise<void>;
}

/**
 * Serves a folder as the branch `main` of a git repository.
 *
 * @param source The folder.
 * @param name What it is called in the repository, such as `templates`.
 * @param scratch An empty folder for the repository and the certificates.
 */
export async function gitAddress(source: string, name: string, scratch: string): Promise<GitAddress> {
  const repository = await repositoryOf(source, name, join(scratch, "repository"));
  const certificates = await makeCertificates(scratch, ["127.0.0.1"]);
  const server = createServer((request, response) => answer(repository, request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const front = await tlsFront(certificates, (server.address() as AddressInfo).port);
  const stop = async (): Promise<void> => {
    await front.stop();
    server.close();
    server.closeAllConnections();
  };
  return { url: `https://127.0.0.1:${front.port}/owner/repository`, caFile: certificates.caFile, stop };
}

async function repositoryOf(source: string, name: string, folder: string): Promise<string> {
  await mkdir(folder);
  await cp(source, join(folder, name), { recursive: true });
  const author = ["-c", "user.name=Tests", "-c", "user.email=tests@example.com"];
  await git(folder, "init", "--quiet", "--initial-branch=main");
  await git(folder, "add", "--all");
  await git(folder, ...author, "commit", "--quiet", "--no-gpg-sign", "--message=A template");
  return folder;
}

async function git(folder: string, ...args: string[]): Promise<void> {
  const result = await runProcess("git", args, { cwd: folder, env: process.env, timeoutMs: 30_000 });
  if (result.code !== 0) throw new Error(`git ${args.join(" ")}: ${whyItFailed(result)}`);
}

/** What git asks in order to clone: which branches there are, then what they hold. */
function answer(repository: string, request: IncomingMessage, response: ServerResponse): void {
  const asked = `${request.method} ${request.url}`;
  if (asked === `GET ${REPOSITORY}/info/refs?service=git-upload-pack`) {
    response.writeHead(200, { "Content-Type": "application/x-git-upload-pack-advertisement" }).write(ANNOUNCEMENT);
    uploadPack(repository, ["--advertise-refs"]).stdout.pipe(response);
  } else if (asked === `POST ${REPOSITORY}/git-upload-pack`) {
    response.writeHead(200, { "Content-Type": "application/x-git-upload-pack-result" });
    const child = uploadPack(repository, []);
    request.pipe(child.stdin);
    child.stdout.pipe(response);
  } else {
    response.writeHead(404).end();
  }
}

function uploadPack(repository: string, options: readonly string[]) {
  const args = ["upload-pack", "--stateless-rpc", ...options, repository];
  return spawn("git", args, { stdio: ["pipe", "pipe", "inherit"] });
}

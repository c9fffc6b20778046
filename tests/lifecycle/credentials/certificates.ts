import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate authority of one's own, and the certificate that it has given to a server. */
export interface Certificates {
  /** The file of the authority's own certificate. */
  caFile: string;
  key: Buffer;
  cert: Buffer;
}

/** Makes them in a folder, by openssl, for a server of these names or addresses. */
export async function makeCertificates(folder: string, names: readonly string[]): Promise<Certificates> {
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const newKey = ["-newkey", "rsa:2048", "-nodes", "-config", file("request.cnf")];
  await writeFile(file("request.cnf"), REQUEST);
  const alternatives = names.map((name) => `${isIP(name) === 0 ? "DNS" : "IP"}:${name}`).join(",");
  await writeFile(file("server.cnf"), `basicConstraints=CA:FALSE\nsubjectAltName=${alternatives}\n`);
  await openssl("req", "-x509", "-days", "2", ...newKey, "-extensions", "ca", "-keyout", "ca.key", "-out", "ca.pem");
  await openssl("req", "-new", ...newKey, "-keyout", "server.key", "-out", "server.csr");
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "server.cnf"];
  await openssl("x509", "-req", "-days", "2", "-in", "server.csr", ...signed, "-out", "server.pem");
  return {
    caFile: file("ca.pem"),
    key: await readFile(file("server.key")),
    cert: await readFile(file("server.pem")),
  };
}

const REQUEST = `[req]
prompt = no
distinguished_name = subject
[subject]
O = Tests of pulumi-tencentcloud-lighthouse
[ca]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
`;

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificates } from "../lifecycle/credentials/certificates";
import { ConnectProxy } from "../lifecycle/credentials/connectProxy";
import { tlsFront } from "../lifecycle/credentials/tlsFront";
import { declaring } from "../program/declaration";
import { ALICE, WEB } from "../program/ids";
import { onlyError } from "../program/shownErrors";
import { Story } from "../program/story";
import { pairs } from "../program/writes";

/**
 * Whatever host the proxy is asked for, it leads to the local Lighthouse, which has the certificate of that host from an
 * authority of its own: so the provider calls the real names, over TLS, and nothing leaves this machine.
 */
describe("a program in a company: behind a proxy that signs with its own CA, with tccli's profile", function () {
  this.timeout(300_000);
  let story: Story;
  let folder: string;
  let caFile: string;
  let proxy: ConnectProxy;
  let front: Awaited<ReturnType<typeof tlsFront>>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lighthouse-company-"));
    story = await Story.begin({
      instances: [WEB],
      keyPairs: [ALICE],
      files: declaring({ access: { keyIds: [ALICE], instanceIds: [WEB] } }),
      // What Tencent's own Pulumi provider is configured with.
      config: {
        "tencentcloud:profile": { value: "work" },
        "tencentcloud:sharedCredentialsDir": { value: folder },
        "tencentcloud:region": { value: "ap-guangzhou" },
        "tencentcloud:protocol": { value: "HTTPS" },
      },
      env: {},
    });
    const { TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey } = story.cloud.credentials;
    await writeFile(join(folder, "work.credential"), JSON.stringify({ secretId, secretKey }));
    const certificates = await makeCertificates(folder, ["*.tencentcloudapi.com"]);
    caFile = certificates.caFile;
    const port = Number(story.cloud.env["TENCENTCLOUD_ENDPOINT"]?.split(":")[1]);
    front = await tlsFront(certificates, port);
    proxy = await ConnectProxy.start({ to: front.port });
    story.program.setEnv({ HTTPS_PROXY: `http://${proxy.host}`, NO_PROXY: "localhost,.example.com" });
  });
  after(async () => {
    await story?.end();
    await proxy?.stop();
    await front?.stop();
    await rm(folder, { recursive: true });
  });

  it("is told of a certificate that it does not know, and which variable is for that", async () => {
    const run = await story.up({}, { fails: true });
    assert.match(
      onlyError(run, "access"),
      /did not reach Lighthouse: .*certificate.*name that CA's file in NODE_EXTRA_CA_CERTS/,
    );
    assert.deepEqual(await story.cloud.pairs(), []);
  });

  it("binds through the proxy, with the hosts of the real service, once the CA is known", async () => {
    story.program.setEnv({ NODE_EXTRA_CA_CERTS: caFile });
    proxy.asked.length = 0;
    await story.up();
    assert.deepEqual(await story.cloud.pairs(), pairs([ALICE], [WEB]));
    assert.deepEqual([...new Set(proxy.asked)].sort(), [
      "lighthouse.tencentcloudapi.com:443",
      "sts.tencentcloudapi.com:443",
    ]);
  });

  it("unbinds the same way", async () => {
    await story.destroy();
    assert.deepEqual(await story.cloud.pairs(), []);
  });
});

import type { FastifyInstance } from "fastify";
import { type Answer, brokenReply } from "./faults/brokenReply";
import { MetFaults } from "./faults/metFaults";
import type { Lighthouse } from "./lighthouse";
import { sendAnswer } from "./sendAnswer";
import { issueTemporaryCredential, type TemporaryCredential } from "./world/temporaryCredential";
import type { World } from "./world/world";

/** Where a CVM finds what there is to know of it. */
const ROOT = "/latest/";
/** Where it finds the role it has been given. @see CN-API credentials: CVM role */
const FOLDER = "/latest/meta-data/cam/security-credentials/";
/** What faults, settings and the log call these requests. */
export const METADATA = "metadata";

/** The metadata address of a machine with a role: the folder lists the role, the role gives a temporary credential. */
export function registerMetadata(server: FastifyInstance, lighthouse: Lighthouse): void {
  server.get<{ Params: { "*": string } }>(`${ROOT}*`, async (request, reply) => {
    const answer = await answerMetadata(lighthouse.world, `${ROOT}${request.params["*"]}`);
    return sendAnswer(answer, lighthouse, request, reply);
  });
}

async function answerMetadata(world: World, path: string): Promise<Answer> {
  world.settle();
  const faults = new MetFaults(world, world.faults.meet(METADATA, []));
  await faults.before(world.settings.latencyMs(METADATA));
  const answer = roleAnswer(world, path);
  const effect = faults.replyEffect;
  world.calls.add({
    time: new Date(world.clock.nowMs()).toISOString(),
    action: METADATA,
    parameters: { path: path.slice(0, FOLDER.length + 100) },
    account: world.firstAccount.accountId,
    region: null,
    reply: { http: answer.status, ...(effect && { fault: { ...effect } }) },
    requestId: world.random.uuid(),
    executed: true,
  });
  await faults.after();
  if (effect && "code" in effect) return text(500, effect.code);
  return (effect && brokenReply(effect, answer.body)) ?? answer;
}

type Reply = Extract<Answer, { kind: "reply" }>;

function roleAnswer(world: World, path: string): Reply {
  const role = world.settings.global("metadataRole");
  if (role !== null && (path === FOLDER || `${path}/` === FOLDER)) return text(200, role);
  if (role === null || path !== `${FOLDER}${role}`) return text(404, "404 - Not Found");
  const credential = currentCredential(world, role);
  return { ...text(200, JSON.stringify({ ...credential, Code: "Success" })), contentType: "application/json" };
}

function text(status: number, body: string): Reply {
  return { kind: "reply", status, contentType: "text/plain", body: Buffer.from(body) };
}

/** The machine's credential, renewed while the one before still works for a while. */
function currentCredential(world: World, role: string): TemporaryCredential {
  const seconds = world.settings.global("metadataSeconds");
  const renewMs = (seconds / 2) * 1000;
  const known = world.metadataCredential;
  if (known && known.ExpiredTime * 1000 - world.clock.nowMs() > renewMs) return known;
  const account = world.firstAccount;
  const machineRole = { account, roleId: account.addRole(role), sessionName: "cvm", callerId: account.accountId };
  world.metadataCredential = issueTemporaryCredential(world, machineRole, seconds);
  return world.metadataCredential;
}

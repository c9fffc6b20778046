import { sightFromEnvironment } from "../../sdk/report/sightFromEnvironment.js";
import { startLighthouse } from "../lighthouse/startLighthouse";
import { report } from "../report/tests/command";
import type { Sample } from "./samples";

/** The forms of one report that a browser shows. */
export interface Forms {
  html: string;
  markdown: string;
}

/** Has the report written as the command writes it, with a local Lighthouse to look at where the sample has a world. */
export async function formsOf({ preview, world }: Sample): Promise<Forms> {
  const args = ["--html", "page", "--markdown", "comment"];
  if (world === undefined) return formsIn((await report(preview, args)).written);
  const lighthouse = await startLighthouse();
  try {
    const seeded = await fetch(`${lighthouse.control}/seed`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(world),
    });
    if (!seeded.ok) throw new Error(`The world of a sample cannot be made: ${await seeded.text()}`);
    const { secretId, secretKey, endpoint, protocol, region } = lighthouse;
    const environment = {
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
      TENCENTCLOUD_REGION: region,
      TENCENTCLOUD_ENDPOINT: endpoint,
      TENCENTCLOUD_PROTOCOL: protocol,
    };
    const forms = formsIn((await report(preview, args, () => sightFromEnvironment(environment))).written);
    const blind = /[^\n]*looked at[:.][^\n]*/.exec(forms.markdown);
    if (blind) throw new Error(`The local Lighthouse could not be looked at: ${blind[0]}`);
    return forms;
  } finally {
    await lighthouse.stop();
  }
}

function formsIn({ page, comment }: Record<string, string>): Forms {
  if (page === undefined || comment === undefined) throw new Error("The command has written no report.");
  return { html: page, markdown: comment };
}

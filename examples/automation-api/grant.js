// Grants a key access to machines, or takes it away, from a program of one's own: no project folder, no prompts.
import { parseArgs } from "node:util";
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import { KeyPairAssociation } from "pulumi-tencentcloud-lighthouse";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { revoke: { type: "boolean" } } });
const [keyId, ...instanceIds] = positionals;
if (keyId === undefined || (instanceIds.length === 0 && !values.revoke)) {
  console.error("usage: node grant.js KEY_ID INSTANCE_ID...\n       node grant.js --revoke KEY_ID");
  process.exit(2);
}

// One stack for each key. The program runs in this process; the provider is found from this folder's node_modules.
const stack = await LocalWorkspace.createOrSelectStack({
  projectName: "automation-api",
  stackName: keyId,
  program: async () => {
    const access = new KeyPairAssociation("access", { keyIds: [keyId], instanceIds });
    return { bindings: access.bindings };
  },
});

if (values.revoke) {
  await stack.destroy({ onOutput: console.log });
  await stack.workspace.removeStack(keyId);
} else {
  const { outputs } = await stack.up({ onOutput: console.log });
  console.log(JSON.stringify(outputs.bindings?.value));
}

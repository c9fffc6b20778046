import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { text } from "../protocol/parameters";
import { openSshRsa, RSA_BITS } from "../world/publicKey";
import { type Call, defineAction } from "./action";
import { byFault, PERMISSION_CODES } from "./codes";
import { addKeyPair, NAME_CODES, requireNameAndRoom } from "./newKeyPair";
import { TAGS } from "./tags";

const ILLEGAL_CHARACTER = "InvalidParameterValue.InvalidKeyPairNameIncludeIllegalChar";

/** Makes a real RSA key pair; its private key is in this reply and nowhere else. @see CN-API CreateKeyPair */
export const createKeyPair = defineAction({
  name: "CreateKeyPair",
  ratePerSecond: 20,
  parameters: { KeyName: text(), Tags: TAGS },
  codes: {
    ...NAME_CODES,
    ...PERMISSION_CODES,
    [ILLEGAL_CHARACTER]: "the name has a character other than letters, digits and underscores",
    ...byFault("FailedOperation.CreateKeyPairFailed"),
  },
  async execute({ KeyName, Tags }, call) {
    requireNameAndRoom(KeyName, ILLEGAL_CHARACTER, call);
    const { publicKey, privateKey } = await generate(call);
    // Another call may have taken the name while the key was being made.
    requireNameAndRoom(KeyName, ILLEGAL_CHARACTER, call);
    const { keyId } = addKeyPair({ keyName: KeyName, publicKey, tags: Tags }, call);
    const KeyPair = {
      KeyId: keyId,
      KeyName,
      PublicKey: publicKey,
      AssociatedInstanceIds: [],
      CreatedTime: null,
      PrivateKey: privateKey,
    };
    return { KeyPair };
  },
});

async function generate({ world }: Call): Promise<{ publicKey: string; privateKey: string }> {
  const made = await promisify(generateKeyPair)("rsa", { modulusLength: RSA_BITS });
  const { n = "", e = "" } = made.publicKey.export({ format: "jwk" });
  const comment = `skey-${world.random.idText(8)}`;
  return {
    publicKey: openSshRsa(Buffer.from(e, "base64url"), Buffer.from(n, "base64url"), comment),
    privateKey: made.privateKey.export({ type: "pkcs1", format: "pem" }).toString().trim(),
  };
}

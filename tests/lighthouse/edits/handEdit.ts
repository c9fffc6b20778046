import { type Static, type TProperties, Type } from "@sinclair/typebox";
import { Settings } from "../world/settings";
import type { World } from "../world/world";
import { bindByHand, unbindByHand } from "./bindByHand";
import { beginOtherWork, editInstance, OperationSeed, reinstall } from "./editInstance";
import { instanceOf, keyPairOf } from "./find";
import { FinishSeed, finishOperations } from "./finishOperations";
import { BindingSeed, InstancePatch, PairSeed } from "./worldSeed";

const edit = <N extends string, P extends TProperties>(name: N, properties: P) =>
  Type.Object({ edit: Type.Literal(name), ...properties }, { additionalProperties: false });
const instanceId = Type.String({ minLength: 1 });

/** What a hand can do to the world, as a fault does it in the midst of a call. */
export const HandEdit = Type.Union([
  edit("bind", BindingSeed.properties),
  edit("unbind", PairSeed.properties),
  edit("deleteKeyPair", { keyId: Type.String({ minLength: 1 }) }),
  edit("deleteInstance", { instanceId }),
  edit("patchInstance", { instanceId, patch: InstancePatch }),
  edit("reinstall", { instanceId }),
  edit("operation", { instanceId, ...OperationSeed.properties }),
  edit("finish", FinishSeed.properties),
  edit("advance", { advanceMs: Type.Number({ minimum: 0 }) }),
  edit("settings", { settings: Settings }),
]);
/** What a hand can do to the world. */
export type HandEdit = Static<typeof HandEdit>;

/** Does one edit. Throws EditError where there is nothing to do it to. */
export function applyEdit(world: World, hand: HandEdit): void {
  switch (hand.edit) {
    case "bind":
      bindByHand(world, hand);
      break;
    case "unbind":
      unbindByHand(world, hand);
      break;
    case "deleteKeyPair":
      world.removeKeyPair(keyPairOf(world, hand.keyId));
      break;
    case "deleteInstance":
      world.removeInstance(instanceOf(world, hand.instanceId));
      break;
    case "patchInstance":
      editInstance(world, instanceOf(world, hand.instanceId), hand.patch);
      break;
    case "reinstall":
      reinstall(world, instanceOf(world, hand.instanceId));
      break;
    case "operation":
      beginOtherWork(world, instanceOf(world, hand.instanceId), hand);
      break;
    case "finish":
      finishOperations(world, hand);
      break;
    case "advance":
      world.advance(hand.advanceMs);
      break;
    case "settings":
      world.applySettings(hand.settings);
      break;
  }
}

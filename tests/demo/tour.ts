import { bindingsTable } from "./bindingsTable";
import type { DemoStack } from "./demoStack";
import type { LighthouseProcess, Seeded } from "./lighthouseProcess";
import type { Screen } from "./screen";

/** What a tour is taken with. */
export interface TourParty {
  lighthouse: LighthouseProcess;
  stack: DemoStack;
  screen: Screen;
  /** What the Lighthouse has: three instances and two key pairs. */
  seeded: Seeded;
}

/**
 * Shows the life of an association: planned, made, grown, damaged by hand, repaired and taken away. After each step the
 * live bindings are read from the Lighthouse, shown, and compared with what the step should have brought about.
 *
 * @throws When the command line fails, or the bindings are not what they should be.
 */
export async function tour({ lighthouse, stack, screen, seeded }: TourParty): Promise<void> {
  const { instanceIds, keyIds } = seeded;
  const [first = "", second = "", third = ""] = instanceIds;
  const [key = "", otherKey = ""] = keyIds;

  /** Shows the live bindings. Each instance has all keys or none, but for those that are missing. */
  const show = async (bound: string[], missing?: { keyId: string; instanceId: string }) => {
    const instances = await lighthouse.instances();
    screen.show(`\nThe bindings that the Lighthouse has now:\n\n${bindingsTable(instances, keyIds)}`);
    for (const instance of instances) {
      const declared = bound.includes(instance.instanceId) ? keyIds : [];
      const expected = declared.filter((id) => instance.instanceId !== missing?.instanceId || id !== missing.keyId);
      if (instance.keyIds.toSorted().join() === expected.toSorted().join()) continue;
      throw new Error(`${instance.instanceId} should have the keys [${expected}] and has [${instance.keyIds}]`);
    }
  };

  screen.step("A new stack, whose program binds two key pairs to two of the three instances. Nothing is bound yet.");
  await stack.pulumi("stack", "init", stack.name);
  const declared = [`keyIds[0]=${key}`, `keyIds[1]=${otherKey}`, `instanceIds[0]=${first}`, `instanceIds[1]=${second}`];
  await stack.pulumi("config", "set-all", "--path", ...declared.flatMap((pair) => ["--plaintext", pair]));
  await show([]);

  screen.step("Preview: what would be done. Nothing is touched.");
  await stack.pulumi("preview");
  await show([]);

  screen.step(
    "Up: both keys are bound to both instances, in one request. Each running instance is shut down for that, and restarts.",
  );
  await stack.pulumi("up", "--yes", "--skip-preview");
  await show([first, second]);

  screen.step("The third instance is added to the program. Only its own bindings are made; the others stay untouched.");
  await stack.pulumi("config", "set", "--path", "instanceIds[2]", third);
  await stack.pulumi("up", "--yes", "--skip-preview");
  await show(instanceIds);

  screen.step(`Somebody unbinds ${otherKey} from ${third} in the console. Pulumi knows nothing of it yet.`);
  await lighthouse.unbindByHand(otherKey, third);
  const missing = { keyId: otherKey, instanceId: third };
  await show(instanceIds, missing);

  screen.step("Refresh: Pulumi looks at the Lighthouse and sees the missing binding. It repairs nothing.");
  await stack.pulumi("refresh", "--yes", "--skip-preview", "--diff", "--suppress-outputs");
  await show(instanceIds, missing);

  screen.step("Up again: the one missing binding is made anew.");
  await stack.pulumi("up", "--yes", "--skip-preview");
  await show(instanceIds);

  screen.step("Destroy: every binding is taken away.");
  await stack.pulumi("destroy", "--yes", "--skip-preview");
  await show([]);
}

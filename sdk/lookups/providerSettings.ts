import * as pulumi from "@pulumi/pulumi";

/** Settings of a provider, by the names that it reads them by. Secrets among them make the output a secret. */
export type ProviderSettings = pulumi.Output<Record<string, string>>;

const SETTINGS = new WeakMap<pulumi.ProviderResource, ProviderSettings>();

/** Keeps the settings of a provider for look-ups, which run in the program and not in the provider's process. */
export function keepSettings(provider: pulumi.ProviderResource, settings: ProviderSettings): void {
  SETTINGS.set(provider, settings);
}

/** The settings that were kept. Throws a `RunError` for a provider that is none of this package. */
export function settingsOf(provider: pulumi.ProviderResource): ProviderSettings {
  const settings = SETTINGS.get(provider);
  if (settings) return settings;
  throw new pulumi.RunError("the option provider of a look-up takes a Provider of pulumi-tencentcloud-lighthouse.");
}

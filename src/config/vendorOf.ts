import type { Preset } from '../core/models/preset.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';

/**
 * The vendor of a provider: the known one of that name, else the one whose dialect it speaks at whose address, as a second
 * account does.
 */
export function vendorOf(
  { id, api, baseUrl }: Pick<ProviderSetup, 'id' | 'api' | 'baseUrl'>,
  presets: Iterable<Preset>,
): Preset | undefined {
  const vendors = [...presets];
  const { origin } = new URL(baseUrl);
  return (
    vendors.find((preset) => preset.id === id) ??
    vendors.find((preset) => !preset.local && preset.api === api && new URL(preset.baseUrl).origin === origin)
  );
}

/** The id under which the catalogue has the models of a provider. */
export function catalogIdOf(vendor: Preset | undefined, providerId: string): string {
  return vendor?.catalogId ?? vendor?.id ?? providerId;
}

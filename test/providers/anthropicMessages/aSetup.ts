import type { Quirks } from '../../../src/core/models/preset.ts';
import type { ProviderSetup } from '../../../src/core/routing/setup.ts';
import { testSetup } from '../../fakes/testSetup.ts';

/** The setup of a provider that speaks this dialect. */
export function aSetup(baseUrl: string, quirks: Quirks = {}): ProviderSetup {
  const settings = { providers: { a: { api: 'anthropic-messages', baseUrl } } };
  const setup = testSetup(settings).providers.get('a');
  if (setup === undefined) throw new Error('no provider');
  return { ...setup, quirks };
}

import type { ProviderSetup } from '../core/routing/setup.ts';
import type { Choice } from './picks.ts';

/** A provider as it is offered: its name, with its id beside it where that says more. */
export function providerRow({ id, name }: Pick<ProviderSetup, 'id' | 'name'>): Choice {
  return name === id ? { label: name } : { label: name, description: id };
}

import type { Provider } from './provider.ts';

/** Finds the object that talks to a provider; it loads the provider's dialect at the first call. */
export interface Providers {
  get(providerId: string): Promise<Provider>;
}

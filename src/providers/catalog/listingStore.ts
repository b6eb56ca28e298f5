import type { ListedModel } from './listedModel.ts';

/** What a provider listed, and when, in milliseconds since 1970. */
export interface Listing {
  readonly at: number;
  readonly models: readonly ListedModel[];
}

/** Where listings outlive the process, each under the provider's id and the origin that was asked. Never rejects. */
export interface ListingStore {
  read(providerId: string, origin: string): Promise<Listing | undefined>;
  write(providerId: string, origin: string, listing: Listing): Promise<void>;
}

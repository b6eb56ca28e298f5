import type * as z from 'zod';
import type { resilienceSchema } from '../resilienceSchema.ts';
import type { modelSchema, providerSchema, ROUTE_NAMES, routeSchema } from '../settingsSchema.ts';

/** A provider as a setting, with the limits that a later version enforces. */
export type ProviderEntry = z.input<typeof providerSchema> & {
  limits?: { requestsPerMinute?: number; tokensPerMinute?: number; concurrent?: number };
};
export type ModelEntry = z.input<typeof modelSchema>;
export type RouteName = (typeof ROUTE_NAMES)[number];
export type RouteEntry = z.input<typeof routeSchema>;

/** Settings without their `switchyard.` prefix. They hold no key, and have no problem but what a later version knows. */
export interface BroughtSettings {
  readonly providers: Readonly<Record<string, ProviderEntry>>;
  readonly models: Readonly<Record<string, ModelEntry>>;
  readonly routes: Readonly<Partial<Record<RouteName, RouteEntry>>>;
  readonly resilience?: z.input<typeof resilienceSchema>;
  readonly budget?: { dailyUsd?: number; monthlyUsd?: number; onLimit?: 'block' };
}

/** A key, or the secret of a header, for one provider and one origin: to be stored, never to be shown. */
export interface BroughtKey {
  readonly provider: string;
  readonly origin: string;
  /** The NAME of a header's `${secret:NAME}`; absent for the provider's own key. */
  readonly secret?: string;
  /** Where it was found or is expected: a variable's name or a place in the file. */
  readonly source: string;
  /** Absent where the source is named but not set, or its value not wanted. */
  readonly value?: string;
  /** A variable that a file sends where it does not plainly belong: taken when the user says so, or never. */
  readonly held?: 'ask' | 'never';
}

/** Something that does not come over as it was. It never quotes the file's values. */
export interface BringNote {
  /** `router_settings.routing_strategy`, `model_list[0, 2].litellm_params.seed`, a variable's name. */
  readonly path: string;
  /** What kind of value stands there, in words. */
  readonly kind: string;
  /** Whether it was left behind or works differently here. */
  readonly effect: 'left' | 'changed';
  readonly why: string;
  /** What to do about it, where there is something to do. */
  readonly todo?: string;
}

/** Another tool's setup in Switchyard's terms. */
export interface Brought {
  readonly settings: BroughtSettings;
  readonly keys: readonly BroughtKey[];
  readonly notes: readonly BringNote[];
}

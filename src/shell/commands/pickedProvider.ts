import { isLoopback } from '../../core/models/loopback.ts';
import type { Api, Auth, Preset } from '../../core/models/preset.ts';
import type { ProviderSetup } from '../../core/routing/setup.ts';
import type { Engine } from '../engine.ts';

/** A provider that the user picked, and where it is. */
export interface Picked {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly api: Api;
  readonly preset: Preset | undefined;
}

/** How it can be asked before it is set up; what the settings say of it already is kept. */
export function setupOf(engine: Engine, { id, name, baseUrl, auth, api, preset }: Picked): ProviderSetup {
  const known = engine.provider(id);
  const { hostname } = new URL(baseUrl);
  return {
    headers: preset?.headers ?? {},
    timeouts: {},
    limits: {},
    quirks: preset?.quirks ?? {},
    dataPolicy: { from: 'unknown' },
    defaults: {},
    ...known,
    ...{ id, name, api, baseUrl, auth, loopback: isLoopback(hostname), ready: true },
  };
}

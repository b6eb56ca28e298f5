import type { Preset } from '../core/models/preset.ts';
import type { Keys } from '../core/ports/keys.ts';

/** The variable that holds a provider's key. */
export function keyVariable(providerId: string): string {
  return `SWITCHYARD_API_KEY_${capitals(providerId)}`;
}

/**
 * Keys from the environment: `SWITCHYARD_API_KEY_<PROVIDER>` and `SWITCHYARD_SECRET_<NAME>`. Each is given out only for
 * its preset's origin or for one listed in `SWITCHYARD_ALLOWED_ORIGINS` (separated by commas or spaces).
 */
export class EnvKeys implements Keys {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #allowed: ReadonlySet<string>;
  readonly #presetOrigins: ReadonlyMap<string, string>;

  constructor(env: Readonly<Record<string, string | undefined>>, presets: readonly Preset[]) {
    this.#env = env;
    this.#allowed = new Set((env.SWITCHYARD_ALLOWED_ORIGINS ?? '').split(/[\s,]+/).flatMap(originOf));
    this.#presetOrigins = new Map(presets.map((preset) => [preset.id, new URL(preset.baseUrl).origin]));
  }

  has(providerId: string, origin: string): boolean {
    return this.#read(keyVariable(providerId), providerId, origin) !== undefined;
  }

  /** Why a key that is set is not used; undefined when there is none or it is used. */
  withheld(providerId: string, origin: string): string | undefined {
    const name = keyVariable(providerId);
    if (!this.#env[name] || this.#mayGo(providerId, origin)) return undefined;
    return `${name} is not sent to ${origin}: list that origin in SWITCHYARD_ALLOWED_ORIGINS to allow it`;
  }

  async key(providerId: string, origin: string): Promise<string | undefined> {
    return this.#read(keyVariable(providerId), providerId, origin);
  }

  async secret(name: string, providerId: string, origin: string): Promise<string | undefined> {
    return this.#read(`SWITCHYARD_SECRET_${capitals(name)}`, providerId, origin);
  }

  #read(name: string, providerId: string, origin: string): string | undefined {
    const value = this.#env[name];
    return value && this.#mayGo(providerId, origin) ? value : undefined;
  }

  #mayGo(providerId: string, origin: string): boolean {
    return this.#allowed.has(origin) || this.#presetOrigins.get(providerId) === origin;
  }
}

function capitals(id: string): string {
  return id.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

function originOf(text: string): string[] {
  return URL.canParse(text) ? [new URL(text).origin] : [];
}

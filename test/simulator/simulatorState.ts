import type { LoggedRequest, Script, SimulatorOptions } from './behaviour.ts';
import { Changes } from './changes.ts';
import { ProviderMemory } from './providerMemory.ts';

/** What all requests of one simulator share. */
export class SimulatorState {
  readonly requests: LoggedRequest[] = [];
  readonly changes = new Changes();
  readonly providers: SimulatorOptions['providers'];
  readonly #now: () => number;
  readonly #replaced = new Map<string, Script>();
  readonly #counts = new Map<string, number>();
  readonly #memories = new Map<string, ProviderMemory>();

  constructor({ providers, now = Date.now }: SimulatorOptions) {
    this.providers = providers;
    this.#now = now;
  }

  scriptOf(provider: string, model: string): Script | undefined {
    return this.#replaced.get(`${provider}/${model}`) ?? this.providers[provider]?.models[model];
  }

  /** Replaces a script; the ordinals of its requests start again at 1. */
  replaceScript(provider: string, model: string, script: Script): void {
    this.#replaced.set(`${provider}/${model}`, script);
    this.#counts.delete(`${provider}/${model}`);
  }

  nextOrdinal(provider: string, model: string): number {
    const ordinal = (this.#counts.get(`${provider}/${model}`) ?? 0) + 1;
    this.#counts.set(`${provider}/${model}`, ordinal);
    return ordinal;
  }

  memoryOf(provider: string): ProviderMemory {
    const known = this.#memories.get(provider) ?? new ProviderMemory(this.#now);
    this.#memories.set(provider, known);
    return known;
  }
}

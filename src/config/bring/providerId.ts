import { PROVIDER_ID } from '../providerId.ts';
import type { BringOptions } from './bringOptions.ts';
import { type Endpoint, sameAddress } from './endpoint.ts';

/** Ids that cannot be had: those in use here, and the user's own for another address. */
type Neighbours = Pick<BringOptions, 'presets' | 'taken'> & { readonly used: { has(id: string): boolean } };

/** An id for the provider at an endpoint: its vendor's where that is free, else the file's name for it or its host's. */
export function freeProviderId(endpoint: Endpoint, { presets, taken, used }: Neighbours): string {
  const { id, api, baseUrl } = endpoint;
  const atHome = presets.find(
    ({ baseUrl: home, local, free, ...preset }) =>
      // The usual ports of vLLM and of a proxy are everybody's.
      preset.api === api && originOf(home) === originOf(baseUrl) && (local !== true || free === true),
  );
  const hint = endpoint.hint !== undefined && PROVIDER_ID.test(endpoint.hint) ? [endpoint.hint] : [];
  // OpenAI's dialect is everybody's, so that its preset stands for OpenAI alone; a preset that moves may be renamed.
  const vendor = atHome?.id ?? (id === 'openai' && endpoint.hint !== id ? undefined : id);
  const moves = atHome === undefined && presets.some((preset) => preset.id === id && preset.local === true);
  const named = vendor === undefined ? hint : moves ? [...hint, vendor] : [vendor, ...hint];
  const wishes = [...named, nameOfHost(baseUrl)];
  const mayHave = (wish: string) => {
    const preset = presets.find((candidate) => candidate.id === wish);
    // A preset's id is its vendor's alone, and the user's own entries keep their addresses.
    if (used.has(wish) || (preset !== undefined && wish !== vendor)) return false;
    if (taken === undefined || !Object.hasOwn(taken, wish)) return true;
    const address = (taken[wish] as { baseUrl?: unknown } | null)?.baseUrl ?? preset?.baseUrl;
    return typeof address === 'string' && sameAddress(address, baseUrl);
  };
  const free = wishes.find(mayHave);
  if (free !== undefined) return free;
  for (let number = 2; ; number++) if (mayHave(`${wishes[0]}-${number}`)) return `${wishes[0]}-${number}`;
}

function originOf(url: string): string {
  return new URL(url).origin.replace('//localhost', '//127.0.0.1');
}

/** `https://api.example.com` is `example`; a bare address keeps its digits. */
function nameOfHost(baseUrl: string): string {
  const { hostname, port } = new URL(baseUrl);
  if (/^[\d.]+$|^\[|^localhost$/.test(hostname)) {
    return `server-${hostname.replace(/[^\w.]+/g, '-').replace(/^-|-$/g, '')}${port === '' ? '' : `-${port}`}`;
  }
  return hostname.replace(/^(?:api|www|gateway|llm|open)\./, '').split('.')[0] || 'server';
}

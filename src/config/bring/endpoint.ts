import { isAzureHost } from '../../core/models/azureHost.ts';
import type { Api, Auth } from '../../core/models/preset.ts';
import { say } from '../../core/words.ts';

/** A key that stands in the file or is named there. */
export interface SecretRef {
  readonly source: string;
  readonly value?: string;
  /** `source` is an environment variable, whose value the file does not hold: it may be about anything. */
  readonly isVariable?: true;
}

/** Where and how some models are asked: two that are equal become one provider. */
export interface Endpoint {
  /** The vendor's id. */
  readonly id: string;
  /** A better name for a provider without a preset, where the file has one. */
  readonly hint?: string | undefined;
  readonly api: Api;
  /** As `baseUrlOf` made it. */
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly apiVersion?: string | undefined;
  readonly key?: SecretRef | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (SecretRef & { readonly secret: string })[];
}

/**
 * A foreign address as Switchyard's settings want it: the base that the vendor's own client takes, without the parts
 * that other tools include. In words what is wrong with it, never the address itself: it may hold a password.
 */
export function baseUrlOf(address: string, id: string, api: Api): { baseUrl: string } | { problem: string } {
  if (!URL.canParse(address)) return { problem: say('it is no address') };
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return { problem: say('it is no http or https address') };
  if (url.username + url.password !== '') return { problem: say('it holds a user name or a password') };
  // "All interfaces" is where a server listens; asking it is asking this machine.
  const host = url.host.replace(/^0\.0\.0\.0/, '127.0.0.1').replace(/^\[::\]/, '[::1]');
  return { baseUrl: `${url.protocol}//${host}${pathOf(url, id, api)}` };
}

function pathOf({ pathname, hostname }: URL, id: string, api: Api): string {
  const path = pathname.replace(/\/+$/, '');
  // Azure's portal gives the address of a deployment, which is part of every request's path.
  if (id === 'azure' || isAzureHost(hostname))
    return path.endsWith('/openai/v1') ? path : path.replace(/\/openai.*$/, '');
  if (api === 'anthropic-messages') return path.replace(/\/v1(?:\/messages)?$/, '');
  if (api === 'gemini') return path.replace(/\/v1(?:beta|alpha)?(?:\/models.*)?$/, '');
  const base = path.replace(/\/(?:chat\/completions|responses)$/, '');
  // These servers have their own API at the root and OpenAI's below it.
  return base.replace(/\/api$/, '') === '' && ['ollama', 'llamacpp'].includes(id) ? '/v1' : base;
}

/** Whether two addresses are one: some vendors answer with and without `/v1`. */
export function sameAddress(one: string, other: string): boolean {
  const plain = (url: string) => url.replace(/\/+$/, '').replace(/\/v1$/, '').replace('//localhost', '//127.0.0.1');
  return plain(one) === plain(other);
}

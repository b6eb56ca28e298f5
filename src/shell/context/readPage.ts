import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { say } from '../../core/words.ts';
import { HttpFault, safeFetch } from '../../providers/transport/safeFetch.ts';
import { addressKind } from './addressKind.ts';
import { checkedFetch, isLocalhost, type Resolve } from './checkedFetch.ts';
import { pageText } from './pageText.ts';

const MOST_BYTES = 2_000_000;
const PATIENCE_MS = 10_000;
const MOST_REDIRECTS = 5;

/** A page as text, or why it cannot be had. */
export type Page =
  | { readonly title: string; readonly text: string; readonly url: string }
  | { readonly problem: string };

/** What reading a page takes: tests have their own. */
export interface PageTools {
  readonly fetch: typeof globalThis.fetch;
  readonly resolve: Resolve;
}

const resolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);
const PAGE_TOOLS: PageTools = { resolve, fetch: checkedFetch(resolve) };

/**
 * Reads the page behind an address that the user gave: over http or https, without cookies, redirects bounded and checked
 * each. A page of a local network is refused; one of this machine only where the user's own address is of it.
 */
export async function readPage(address: string, signal: AbortSignal, tools: PageTools = PAGE_TOOLS): Promise<Page> {
  const ends = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    return await follow(address, ends, tools);
  } catch (fault) {
    if (signal.aborted) return { problem: say('Stopped.') };
    if (ends.aborted) return { problem: say('The page did not come within {0} seconds.', PATIENCE_MS / 1000) };
    if (fault instanceof HttpFault) return { problem: say('The page cannot be read: HTTP {0}.', fault.status) };
    return { problem: say('The page cannot be reached.') };
  }
}

async function follow(address: string, signal: AbortSignal, tools: PageTools): Promise<Page> {
  let url = new URL(address);
  let allowed: Allowed = 'public';
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const kind = await kindOf(url, tools);
    if (hop === 0 && kind === 'loopback') allowed = 'loopback';
    const refusal = refuse(url, kind, allowed);
    if (refusal !== undefined) return { problem: refusal };
    try {
      const ask = safeFetch({ origin: url.origin, headers: {}, fetch: tools.fetch });
      const accept = 'text/html, application/xhtml+xml, text/plain, application/json;q=0.9, */*;q=0.1';
      return await read(await ask(url, { signal, headers: { accept }, credentials: 'omit' }), url);
    } catch (fault) {
      const location = fault instanceof HttpFault && fault.status < 400 ? fault.headers.get('location') : null;
      if (location === null) throw fault;
      url = new URL(location, url);
    }
  }
  return { problem: say('The page leads on too many times.') };
}

type Allowed = 'public' | 'loopback';
type Kind = ReturnType<typeof addressKind>;

function refuse(
  { protocol, username, password, hostname }: URL,
  kind: Kind | 'unknown',
  allowed: Allowed,
): string | undefined {
  if (protocol !== 'https:' && protocol !== 'http:') return say('Only pages of the web can be read.');
  if (username !== '' || password !== '') return say('An address with a password in it is not opened.');
  if (kind === 'unknown') return say('The page cannot be reached.');
  if (kind === 'private' || (kind === 'loopback' && allowed !== 'loopback'))
    return say('{0} is in a local network: it is not read.', hostname);
  return undefined;
}

/**
 * Whose a host is. A name is anyone's only where all of its addresses are: one that leads to this machine is not the user's
 * own `localhost`, and one that is not found could lead anywhere a moment later.
 */
async function kindOf({ hostname }: URL, tools: PageTools): Promise<Kind | 'unknown'> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return addressKind(host);
  if (isLocalhost(host)) return 'loopback';
  const addresses = await tools.resolve(host).catch(() => []);
  if (addresses.length === 0) return 'unknown';
  return addresses.every((address) => addressKind(address) === 'public') ? 'public' : 'private';
}

async function read(response: Response, url: URL): Promise<Page> {
  const type = (response.headers.get('content-type') ?? 'text/html').toLowerCase();
  if (!/^(?:text\/|application\/(?:[\w.+-]*(?:json|xml|javascript|yaml)))/.test(type.trim())) {
    await response.body?.cancel();
    return { problem: say('It is no text ({0}).', type.split(';')[0] ?? type) };
  }
  const charset = /charset="?([\w-]+)/.exec(type)?.[1] ?? 'utf-8';
  const body = await bounded(response, charset);
  if (body === undefined) return { problem: say('The page is larger than {0} MB.', MOST_BYTES / 1_000_000) };
  const { title, text } = /html/.test(type) ? pageText(body) : { title: '', text: body };
  if (text.trim() === '') return { problem: say('The page has no text that can be read without its scripts.') };
  return { title, text, url: url.href };
}

async function bounded({ body }: Response, charset: string): Promise<string | undefined> {
  if (body === null) return '';
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    decoder = new TextDecoder();
  }
  let text = '';
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

import { isLoopback } from '../../../core/models/loopback.ts';
import { say } from '../../../core/words.ts';
import { baseUrlOf, type Endpoint, type SecretRef } from '../endpoint.ts';
import { headersOf } from '../headersOf.ts';
import { readApiVersion } from '../readApiVersion.ts';
import { readClear } from '../readClear.ts';
import type { Section } from '../section.ts';
import type { Vendor } from '../vendors.ts';
import type { ContinueFile } from './continueFile.ts';

/** Where a model of Continue is asked, and with what; undefined, and noted, where that cannot be told. */
export function readContinueEndpoint(
  entry: Section,
  { env, request }: { readonly env: Section; readonly request: Section },
  vendor: Vendor,
  file: ContinueFile,
): Endpoint | undefined {
  const { draft } = file;
  const written = entry.text('apiBase');
  const given =
    written === undefined
      ? (vendor.continueUrl ?? draft.addressOf(vendor))
      : readClear(entry, 'apiBase', file, vendor.bases);
  if (given === undefined) {
    const todo = say('set it, and import again');
    if (written === undefined) draft.notes.add(entry.at('apiBase'), written, { why: say('no address is given'), todo });
    return undefined;
  }
  const usual = draft.apiOf(vendor);
  const responses = entry.flag('useResponsesApi') === true && usual === 'openai-chat';
  const api = responses ? 'openai-responses' : usual;
  const base = baseUrlOf(given, vendor.id, api);
  if ('problem' in base) {
    draft.notes.add(entry.at('apiBase'), written, { why: base.problem });
    return undefined;
  }
  const { headers, secrets, bearer } = headersOf(request.section('headers'), {
    referenceIn: (text) => file.referenceIn(text),
    takeBearer: api.startsWith('openai'),
  });
  // OpenAI's dialect at an address of one's own may well want no key; another vendor's does.
  const isHouse = written === undefined || (vendor.id !== 'openai' && !isLoopback(new URL(base.baseUrl).hostname));
  const key = bearer ?? readKey(entry, isHouse && draft.authOf(vendor) !== 'none', base.baseUrl, file);
  const versioned = env.text('apiVersion') === undefined ? entry : env;
  return {
    id: vendor.id,
    hint: responses ? 'openai-responses' : undefined,
    api,
    ...base,
    auth: key === undefined ? 'none' : 'key',
    apiVersion: readApiVersion(versioned, 'apiVersion', vendor, file),
    key,
    headers,
    secrets,
  };
}

/** The model's key; a vendor's own house is expected to want one, and so is a server elsewhere that has a word for it. */
function readKey(entry: Section, needed: boolean, baseUrl: string, file: ContinueFile): SecretRef | undefined {
  const isWritten = entry.keys.includes('apiKey');
  const key = file.secret(entry, 'apiKey');
  if (key !== undefined) return key;
  return needed || (isWritten && !isLoopback(new URL(baseUrl).hostname)) ? { source: entry.at('apiKey') } : undefined;
}

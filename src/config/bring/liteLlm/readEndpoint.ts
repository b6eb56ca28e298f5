import { isLoopback } from '../../../core/models/loopback.ts';
import { say } from '../../../core/words.ts';
import { baseUrlOf, type Endpoint, type SecretRef } from '../endpoint.ts';
import { type Headers, headersOf, type Reference, secretNameOf } from '../headersOf.ts';
import { readApiVersion } from '../readApiVersion.ts';
import { readClear } from '../readClear.ts';
import type { Section } from '../section.ts';
import type { LiteLlmFile } from './liteLlmFile.ts';
import type { ModelRoute } from './modelRoute.ts';

/** Where a deployment's parameters send its requests, and with what; undefined, and noted, where that cannot be told. */
export function readEndpoint(
  params: Section,
  { vendor, api, name }: ModelRoute,
  group: string,
  file: LiteLlmFile,
): Endpoint | undefined {
  const address = readAddress(params, { vendor, api, name }, file);
  if (address === undefined) return undefined;
  const { baseUrl, isOwn } = address;
  const { headers, secrets, bearer } = readHeaders(params, api.startsWith('openai'), file);
  const token = file.secret(params, 'azure_ad_token');
  const usual = file.draft.authOf(vendor);
  const needed = usual !== 'none' && !isLoopback(new URL(baseUrl).hostname);
  const key = bearer ?? token ?? readKey(params, vendor.keys ?? [], { isOwn, needed }, file);
  const wanted = key === undefined ? !isOwn && usual !== 'none' : isOwn || key.value !== undefined || usual !== 'none';
  // Our own export names groups after models: `PROVIDER/MODEL`.
  const named = group.endsWith(`/${name}`) ? group.slice(0, -name.length - 1) : undefined;
  return {
    id: vendor.id,
    hint: named ?? (api === 'openai-responses' ? 'openai-responses' : undefined),
    api,
    baseUrl,
    auth: !wanted ? 'none' : token !== undefined && key === token ? 'token' : 'key',
    apiVersion: readApiVersion(params, 'api_version', vendor, file),
    key,
    headers,
    secrets,
  };
}

function readHeaders(params: Section, takeBearer: boolean, file: LiteLlmFile): Headers {
  const found = headersOf(params.section('extra_headers'), {
    referenceIn: (text) => referenceIn(text, file),
    takeBearer,
  });
  const name = 'OpenAI-Organization';
  const organization = params.text('organization');
  if (organization === undefined) return found;
  const ref = referenceIn(organization, file)?.ref;
  if (ref === undefined) found.headers[name] = organization;
  else {
    const secret = secretNameOf(ref.source, name);
    found.headers[name] = `\${secret:${secret}}`;
    found.secrets.push({ secret, ...ref });
  }
  return found;
}

/** A file that names its vendor's variable for an address gets what it would get by naming none. */
function readAddress(
  params: Section,
  { vendor, api }: ModelRoute,
  file: LiteLlmFile,
): { baseUrl: string; isOwn: boolean } | undefined {
  const { notes } = file.draft;
  const elsewhere = params.text('api_base') === undefined && params.text('base_url') !== undefined;
  const place = elsewhere ? 'base_url' : 'api_base';
  const written = params.text(place);
  const usual = vendor.bases?.map((name) => file.variable(name)).find((value) => value !== undefined);
  const named = written === undefined ? usual : readClear(params, place, file, vendor.bases);
  if (named === undefined && written !== undefined) return undefined;
  const given = named ?? file.draft.addressOf(vendor);
  if (given === undefined) {
    notes.add(params.at('api_base'), undefined, {
      why: say('no address is given'),
      todo: say('set it, and import again'),
    });
    return undefined;
  }
  const base = baseUrlOf(given, vendor.id, api);
  if ('baseUrl' in base) return { ...base, isOwn: named !== undefined };
  notes.add(params.at(place), written, { why: base.problem });
  return undefined;
}

/** The key that is written, or the one that LiteLLM looks for where none is; undefined where none is wanted. */
function readKey(
  params: Section,
  variables: readonly string[],
  { isOwn, needed }: { readonly isOwn: boolean; readonly needed: boolean },
  file: LiteLlmFile,
): SecretRef | undefined {
  const key = file.secret(params, 'api_key');
  if (key !== undefined) return key;
  const expected = { source: params.at('api_key') };
  if (params.text('api_key') !== undefined) return isOwn ? undefined : expected;
  if (isOwn) return needed ? expected : undefined;
  const variable = variables.find((name) => file.variable(name) !== undefined) ?? variables[0];
  return variable === undefined ? undefined : file.secretOf(variable);
}

function referenceIn(text: string, file: LiteLlmFile): Reference | undefined {
  const variable = file.referenceOf(text);
  return variable === undefined ? undefined : { before: '', ref: file.secretOf(variable), after: '' };
}

import { isLoopback } from '../../../core/models/loopback.ts';
import { say } from '../../../core/words.ts';
import { baseUrlOf, type Endpoint, type SecretRef } from '../endpoint.ts';
import { headersOf, type Reference } from '../headersOf.ts';
import { isApiVersion } from '../isApiVersion.ts';
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
  const { headers, secrets, bearer } = headersOf(params.section('extra_headers'), {
    referenceIn: (text) => referenceIn(text, file),
    takeBearer: api.startsWith('openai'),
  });
  const organization = params.text('organization');
  if (organization !== undefined) headers['OpenAI-Organization'] = organization;
  const version = file.resolve(params.text('api_version'));
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
    apiVersion: version !== undefined && isApiVersion(version) ? version : undefined,
    key,
    headers,
    secrets,
  };
}

function readAddress(
  params: Section,
  { vendor, api }: ModelRoute,
  file: LiteLlmFile,
): { baseUrl: string; isOwn: boolean } | undefined {
  const { notes } = file.draft;
  const place = params.keys.includes('api_base') ? 'api_base' : 'base_url';
  const written = params.text('api_base') ?? params.text('base_url');
  const variable = vendor.bases?.find((name) => file.variable(name) !== undefined);
  const named = written === undefined && variable !== undefined ? file.variable(variable) : file.resolve(written);
  if (named === undefined && written !== undefined) {
    const todo = say('set it, and import again');
    notes.add(params.at(place), written, {
      why: say('the variable {0} is not set here', file.referenceOf(written) ?? ''),
      todo,
    });
    return undefined;
  }
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

import { TIERS } from '../../../core/models/model.ts';
import { say } from '../../../core/words.ts';
import type { ModelEntry } from '../brought.ts';
import { readClear } from '../readClear.ts';
import { Section } from '../section.ts';
import type { LiteLlmFile } from './liteLlmFile.ts';
import { liteLlmReason } from './liteLlmReasons.ts';
import { modelRouteOf } from './modelRoute.ts';
import { readCapabilities } from './readCapabilities.ts';
import { readEndpoint } from './readEndpoint.ts';
import { readPrice } from './readPrice.ts';
import { readSent, type Sent } from './readSent.ts';

/** One entry of `model_list` that Switchyard can ask. */
export interface Deployment {
  /** The name clients ask for. */
  readonly group: string;
  readonly provider: string;
  /** `PROVIDER/MODEL`; undefined for a wildcard, which stands for whatever model is named. */
  readonly model?: string;
  /** Lower ones are asked first. */
  readonly order: number;
  /** `model_info.id`, by which a fallback may name it. */
  readonly infoId?: string | undefined;
  readonly facts: ModelEntry;
  readonly sent: Sent;
  /** Where it stands in the file. */
  readonly places: Readonly<Record<keyof Sent, string>>;
}

const CHAT_MODES = ['chat', 'responses'];
const NO_CHAT = /embed|rerank|whisper|(?:^|[/-])tts-|dall-e|stable-diffusion|moderation/i;

/** Reads an entry of `model_list`; what does not come over is noted, an entry that cannot come at all too. */
export function readDeployment(entry: Section, file: LiteLlmFile): Deployment | undefined {
  const { notes } = file.draft;
  const group = entry.text('model_name');
  const given = entry.section('litellm_params');
  const params = withCredential(given, file);
  const info = entry.section('model_info');
  const mode = info.text('mode');
  const leave = (path: string, value: unknown, why: string, todo?: string) => {
    notes.add(path, value, { why, todo });
    return undefined;
  };
  if (group === undefined || params.text('model') === undefined) {
    return leave(entry.path, entry.value, say('it lacks "model_name" or "litellm_params.model"'));
  }
  const model = readClear(params, 'model', file);
  if (model === undefined) return undefined;
  if (mode === undefined ? NO_CHAT.test(model) : !CHAT_MODES.includes(mode)) {
    return leave(entry.path, entry.value, say('it is no chat model'));
  }
  if (model === '*') {
    return leave(params.at('model'), model, say('it stands for any provider'), say('add the providers that you use'));
  }
  const provider = params.text('custom_llm_provider');
  const hasAddress = params.keys.includes('api_base') || params.keys.includes('base_url');
  const route = modelRouteOf(model, { provider, hasAddress, responses: mode === 'responses' });
  if ('unknown' in route) {
    const todo = say('reach these models through OpenRouter or a LiteLLM proxy');
    return leave(params.at('model'), model, say('Switchyard does not speak the API of {0}', route.unknown), todo);
  }
  if (/\s/.test(route.name)) return leave(params.at('model'), model, say('a model name holds no spaces'));
  const endpoint = readEndpoint(params, route, group, file);
  if (endpoint === undefined) return undefined;
  const id = file.draft.provider(endpoint);
  const facts = readFacts(params, info);
  readLimits(id, [params, entry], file);
  const deployment = {
    group,
    provider: id,
    ...(route.name.includes('*') ? {} : { model: `${id}/${route.name}` }),
    order: params.number('order') ?? Number.POSITIVE_INFINITY,
    infoId: info.text('id'),
    facts,
    ...readSent(params, notes),
  };
  for (const part of [entry, params, info]) notes.addLeftovers(part.leftovers(), liteLlmReason);
  return deployment;
}

/** The parameters of a deployment over those of the credential it names (docs.litellm.ai/docs/proxy/configs). */
function withCredential(params: Section, file: LiteLlmFile): Section {
  const name = params.text('litellm_credential_name');
  if (name === undefined) return params;
  const credential = file.credentials.get(name);
  if (credential === undefined) {
    file.draft.notes.add(params.at('litellm_credential_name'), name, { why: say('no credential has this name') });
  }
  const own = Object.fromEntries(params.keys.map((key) => [key, params.take(key)]));
  const { litellm_credential_name: _, ...rest } = { ...Object(credential), ...own };
  return new Section(rest, params.path);
}

function readFacts(params: Section, info: Section): ModelEntry {
  const price = readPrice(params, info);
  const contextWindow = info.count('max_input_tokens');
  const capabilities = readCapabilities(info);
  const named = info.text('switchyard_tier');
  const tier = TIERS.find((candidate) => candidate === named);
  return {
    ...(price === undefined ? {} : { price }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(tier === undefined ? {} : { tier }),
  };
}

/** `rpm` and its like stand among the parameters or beside them; times are LiteLLM's seconds. */
function readLimits(provider: string, places: readonly Section[], { draft }: LiteLlmFile): void {
  const read = (key: string) => places.map((place) => place.count(key)).find((value) => value !== undefined);
  const requestsPerMinute = read('rpm');
  const tokensPerMinute = read('tpm');
  const concurrent = read('max_parallel_requests');
  const limits = {
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
    ...(concurrent === undefined ? {} : { concurrent }),
  };
  if (Object.keys(limits).length > 0) draft.limits(provider, limits);
  const [params] = places;
  const total = params?.number('timeout') ?? params?.number('request_timeout');
  const first = params?.number('stream_timeout');
  if (total !== undefined) draft.timeout(provider, 'totalMs', total * 1000);
  if (first !== undefined) draft.timeout(provider, 'firstTokenMs', first * 1000);
}

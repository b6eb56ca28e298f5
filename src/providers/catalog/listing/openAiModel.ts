import * as z from 'zod';
import { nanoFromUsd, type Price, rateFromUsd } from '../../../core/accounting/price.ts';
import { lenient, tokenCount } from '../../lenient.ts';
import { mergeTold, type Told } from './told.ts';

const text = lenient(z.string());
const flag = lenient(z.boolean());
const words = lenient(z.array(z.string()));
/** OpenRouter writes numbers as strings. */
const usd = lenient(z.union([z.number(), z.string().min(1).transform(Number)]).pipe(z.number().min(0)));

const wire = z.object({
  id: z.string().min(1),
  name: text,
  display_name: text,
  owned_by: text,
  type: text,
  active: flag,
  shutdown_date: text,
  expiration_date: text,
  /** Mistral says when, Azure also for which use. */
  deprecation: lenient(z.union([z.string(), z.object({ inference: lenient(z.number().min(0).max(1e11)) })])),
  lifecycle_status: text,
  context_length: tokenCount,
  context_window: tokenCount,
  max_context_length: tokenCount,
  max_model_len: tokenCount,
  max_completion_tokens: tokenCount,
  top_provider: lenient(z.object({ max_completion_tokens: tokenCount })),
  meta: lenient(z.object({ n_ctx: tokenCount, n_ctx_train: tokenCount })),
  architecture: lenient(z.object({ input_modalities: words, output_modalities: words })),
  supported_parameters: words,
  capabilities: lenient(
    z.object({
      completion_chat: flag,
      chat_completion: flag,
      function_calling: flag,
      vision: flag,
      reasoning: flag,
    }),
  ),
  pricing: lenient(
    z.object({
      prompt: usd,
      completion: usd,
      image: usd,
      request: usd,
      internal_reasoning: usd,
      input_cache_read: usd,
      input_cache_write: usd,
      input_cache_write_1h: usd,
      input: lenient(z.number().min(0)),
      cached_input: lenient(z.number().min(0)),
      output: lenient(z.number().min(0)),
    }),
  ),
});
type Wire = z.infer<typeof wire>;

/** What each vendor's list of the OpenAI kind says beyond a name, as its documentation has it: one row a vendor. */
const SHAPES: readonly ((model: Wire) => Told)[] = [
  // OpenAI: developers.openai.com/api/reference/resources/models/methods/list
  ({ id, shutdown_date }) => ({ gone: shutdown_date, ...(NO_CHAT.test(id) ? { chat: false } : {}) }),
  // OpenRouter: openrouter.ai/docs/models
  (model) => {
    const { architecture, supported_parameters, pricing } = model;
    const takes = supported_parameters?.length ? supported_parameters : undefined;
    const output = architecture?.output_modalities;
    return {
      label: model.name,
      gone: model.expiration_date,
      contextWindow: model.context_length,
      maxOutputTokens: model.top_provider?.max_completion_tokens,
      price: pricePerToken(pricing),
      chat: output && output.length > 0 ? output.includes('text') : undefined,
      abilities: {
        vision: architecture?.input_modalities?.includes('image'),
        tools: takes?.includes('tools'),
        json: takes && (takes.includes('structured_outputs') || takes.includes('response_format')),
        reasoning: takes && (takes.includes('reasoning') || takes.includes('include_reasoning')),
        cache: pricing?.input_cache_read == null ? undefined : true,
      },
    };
  },
  // Mistral: docs.mistral.ai/api/endpoint/models
  ({ max_context_length, deprecation, capabilities: can }) => ({
    contextWindow: max_context_length,
    gone: typeof deprecation === 'string' ? deprecation : undefined,
    chat: can?.completion_chat,
    abilities: { tools: can?.function_calling, vision: can?.vision, reasoning: can?.reasoning },
  }),
  // Groq: console.groq.com/docs/api-reference, models
  ({ context_window, max_completion_tokens, active }) => ({
    contextWindow: context_window,
    maxOutputTokens: max_completion_tokens,
    chat: active === false ? false : undefined,
  }),
  // Together: docs.together.ai/reference/models; prices are US$ per million tokens
  ({ type, display_name, pricing }) => ({
    label: display_name,
    chat: type ? /^(?:chat|language|code|model|base|fine-tuned)$/.test(type) : undefined,
    price: pricePerMillion(pricing),
  }),
  // vLLM: docs.vllm.ai, OpenAI-compatible server
  ({ max_model_len }) => ({ contextWindow: max_model_len }),
  // llama.cpp: github.com/ggml-org/llama.cpp, tools/server/README.md
  ({ meta }) => ({ contextWindow: meta?.n_ctx ?? meta?.n_ctx_train }),
  // Azure: learn.microsoft.com/rest/api/azureopenai/models/list; every model has an end, in seconds since 1970
  ({ capabilities, deprecation, lifecycle_status }) => ({
    chat: capabilities?.chat_completion,
    gone: lifecycle_status?.startsWith('deprecat') ? (dayOf(deprecation) ?? true) : undefined,
  }),
];

/** Lists that say nothing of a model's kind hold those that do not chat, too. */
const NO_CHAT =
  /(?:^|[-/_])(?:embed(?:ding)?s?|whisper|tts|dall-e|moderation|realtime|transcribe|rerank(?:er)?|sora|image|audio)(?:$|[-/_.:\d])/i;

/** The name of one element of such a list and what it tells; undefined for an element without a name. */
export function readOpenAiModel(value: unknown): { name: string; owner: string; told: Told } | undefined {
  const { data } = wire.safeParse(value);
  if (data === undefined) return undefined;
  return { name: data.id, owner: data.owned_by ?? '', told: mergeTold(SHAPES.map((read) => read(data))) };
}

function dayOf(deprecation: Wire['deprecation']): string | undefined {
  if (typeof deprecation !== 'object' || deprecation?.inference == null) return undefined;
  return new Date(deprecation.inference * 1000).toISOString();
}

/** Undefined where a request costs something besides its tokens. */
function pricePerToken(pricing: Wire['pricing']): Price | undefined {
  if (pricing?.prompt == null || pricing.completion == null || (pricing.request ?? 0) > 0) return undefined;
  const perMillion = (name: string, value: number | null | undefined) =>
    value == null || value === 0 ? {} : { [name]: rateFromUsd(value * 1e6) };
  return {
    input: rateFromUsd(pricing.prompt * 1e6),
    ...perMillion('cachedInput', pricing.input_cache_read),
    ...perMillion('cacheWrite', pricing.input_cache_write),
    ...perMillion('cacheWrite1h', pricing.input_cache_write_1h),
    output: rateFromUsd(pricing.completion * 1e6),
    ...perMillion('reasoning', pricing.internal_reasoning),
    // For some models the price of an image's token stands here.
    ...((pricing.image ?? 0) > pricing.prompt * 10 ? { perInputImage: nanoFromUsd(pricing.image ?? 0) } : {}),
  };
}

/** Zeros stand for models that are billed by the hour. */
function pricePerMillion(pricing: Wire['pricing']): Price | undefined {
  if (pricing?.input == null || pricing.output == null || pricing.input + pricing.output === 0) return undefined;
  return {
    input: rateFromUsd(pricing.input),
    ...(pricing.cached_input ? { cachedInput: rateFromUsd(pricing.cached_input) } : {}),
    output: rateFromUsd(pricing.output),
  };
}

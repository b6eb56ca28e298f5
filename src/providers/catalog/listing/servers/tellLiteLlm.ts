import * as z from 'zod';
import { rateFromUsd } from '../../../../core/accounting/price.ts';
import { lenient, tokenCount } from '../../../lenient.ts';
import type { Ask } from '../askProvider.ts';
import type { Told } from '../told.ts';

const text = lenient(z.string());
const flag = lenient(z.boolean());
const usd = lenient(z.number().min(0));

const liteLlmInfo = z.object({
  data: z.array(
    z.object({
      model_name: z.string(),
      model_info: lenient(
        z.object({
          mode: text,
          max_input_tokens: tokenCount,
          max_output_tokens: tokenCount,
          input_cost_per_token: usd,
          output_cost_per_token: usd,
          cache_read_input_token_cost: usd,
          cache_creation_input_token_cost: usd,
          deprecation_date: text,
          supports_function_calling: flag,
          supports_vision: flag,
          supports_reasoning: flag,
          supports_response_schema: flag,
          supports_assistant_prefill: flag,
          supports_prompt_caching: flag,
        }),
      ),
    }),
  ),
});

/** docs.litellm.ai/docs/proxy/model_management and /model_cost_map; with an ordinary key some proxies refuse it. */
export async function tellLiteLlm(ask: Ask, root: string): Promise<ReadonlyMap<string, Told>> {
  const { data } = liteLlmInfo.parse(await ask(`${root}/model/info`));
  return new Map(data.map(({ model_name, model_info }) => [model_name, fromLiteLlm(model_info ?? {})]));
}

type LiteLlmInfo = Partial<NonNullable<z.infer<typeof liteLlmInfo>['data'][number]['model_info']>>;

function fromLiteLlm(info: LiteLlmInfo): Told {
  const { input_cost_per_token: input, output_cost_per_token: output } = info;
  const optional = (name: string, value: number | null | undefined) =>
    value ? { [name]: rateFromUsd(value * 1e6) } : {};
  return {
    contextWindow: info.max_input_tokens,
    maxOutputTokens: info.max_output_tokens,
    chat: info.mode ? info.mode === 'chat' || info.mode === 'responses' : undefined,
    gone: info.deprecation_date,
    // Zeros stand for models that nobody entered a price for.
    ...(input && output
      ? {
          price: {
            input: rateFromUsd(input * 1e6),
            ...optional('cachedInput', info.cache_read_input_token_cost),
            ...optional('cacheWrite', info.cache_creation_input_token_cost),
            output: rateFromUsd(output * 1e6),
          },
        }
      : {}),
    abilities: {
      tools: info.supports_function_calling,
      vision: info.supports_vision,
      reasoning: info.supports_reasoning,
      json: info.supports_response_schema,
      prefill: info.supports_assistant_prefill,
      cache: info.supports_prompt_caching,
    },
  };
}

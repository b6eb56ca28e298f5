import { describe, expect, test } from 'vitest';
import type { DoneEvent } from '../../src/core/chat/chatEvent.ts';
import type { Catalog } from '../../src/core/models/catalog.ts';
import { APIS } from '../../src/core/models/preset.ts';
import { loadBundledCatalog } from '../../src/providers/catalog/bundledCatalog.ts';
import { askCore } from '../providers/httpCore.ts';
import { sse } from '../providers/replay.ts';

/*
 * What vendors report, each in its own shape, on its way through converter, meter and price to the cost that is shown.
 */

const DIALECTS = APIS.filter((api) => api !== 'vscode-lm');
type HttpApi = (typeof DIALECTS)[number];

/** Tokens of which no two overlap. */
interface Counts {
  readonly input: number;
  readonly cached?: number;
  readonly written?: number;
  readonly output: number;
  readonly reasoning?: number;
}

/** The last chunks of an answer that used so much, as each vendor writes them. */
const REPORTS: Readonly<Record<HttpApi, (counts: Required<Counts>) => object[]>> = {
  'openai-chat': ({ input, cached, written, output, reasoning }) => [
    { choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }], usage: null },
    {
      choices: [],
      usage: {
        prompt_tokens: input + cached + written,
        completion_tokens: output + reasoning,
        total_tokens: input + cached + written + output + reasoning,
        prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
        completion_tokens_details: { reasoning_tokens: reasoning },
      },
    },
  ],
  'anthropic-messages': ({ input, cached, written, output, reasoning }) => [
    {
      type: 'message_start',
      message: {
        content: [],
        usage: {
          input_tokens: input,
          cache_read_input_tokens: cached,
          cache_creation_input_tokens: written,
          cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
          output_tokens: 1,
        },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hi' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: output + reasoning } },
    { type: 'message_stop' },
  ],
  gemini: ({ input, cached, output, reasoning }) => [
    {
      candidates: [{ content: { role: 'model', parts: [{ text: 'Hi' }] } }],
      usageMetadata: { promptTokenCount: input + cached, totalTokenCount: input + cached },
    },
    {
      candidates: [{ finishReason: 'STOP' }],
      usageMetadata: {
        promptTokenCount: input + cached,
        cachedContentTokenCount: cached,
        candidatesTokenCount: output,
        thoughtsTokenCount: reasoning,
        totalTokenCount: input + cached + output + reasoning,
      },
    },
  ],
  'openai-responses': ({ input, cached, written, output, reasoning }) => [
    { type: 'response.output_text.delta', output_index: 0, item_id: 'msg', content_index: 0, delta: 'Hi' },
    {
      type: 'response.completed',
      response: {
        status: 'completed',
        output: [],
        usage: {
          input_tokens: input + cached + written,
          input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
          output_tokens: output + reasoning,
          output_tokens_details: { reasoning_tokens: reasoning },
          total_tokens: input + cached + written + output + reasoning,
        },
      },
    },
  ],
};

interface Asked {
  readonly api?: HttpApi;
  readonly price?: object;
  readonly catalog?: Catalog;
  /** A preset's brings its place in the catalogue. */
  readonly provider?: string;
  readonly model?: string;
}

async function doneAfter(chunks: readonly object[], asked: Asked): Promise<DoneEvent> {
  const { api = 'openai-chat', price, catalog, provider = 'p', model = 'm' } = asked;
  const id = `${provider}/${model}`;
  const settings = {
    providers: { [provider]: { api, baseUrl: 'https://p.test/v1', auth: 'none' } },
    models: { [id]: price === undefined ? {} : { price } },
  };
  const options = catalog === undefined ? {} : { catalog };
  const fetch = async () => new Response(sse(chunks));
  const last = (await askCore(settings, { ...options, fetch, request: { model: id } })).at(-1);
  if (last?.type !== 'done') throw new Error(JSON.stringify(last));
  return last;
}

const NONE = { cached: 0, written: 0, reasoning: 0 };
const microUsd = ({ costUsd }: DoneEvent) => (costUsd === null ? null : Math.round(costUsd * 1e6));

/** What it costs in millionths of a US$ when this is reported. */
async function costOf(counts: Counts, asked: Asked): Promise<number | null> {
  return microUsd(await doneAfter(REPORTS[asked.api ?? 'openai-chat']({ ...NONE, ...counts }), asked));
}

// github.com/BerriAI/litellm/issues/14849: charged 0.7642.
describe('gemini-2.5-pro, 262,960 tokens of input of which 257,955 cached, 1,744 of output', () => {
  const counts = { input: 262_960 - 257_955, cached: 257_955, output: 1744 };
  const flat = { input: 1.25, cachedInput: 0.625, output: 10 };

  test.each(DIALECTS)('is $0.184918 at the flat rates: %s', async (api) => {
    expect(await costOf(counts, { api, price: flat })).toBe(184_918);
  });

  test.each(DIALECTS)('is $0.361116 where every rate has a tier above 200,000 tokens: %s', async (api) => {
    const tier = (below: number, above: number) => ({
      base: below * 1e9,
      tiers: [{ start: 200_000, rate: above * 1e9 }],
    });
    const price = { input: tier(1.25, 2.5), cachedInput: tier(0.625, 1.25), output: tier(10, 15) };
    expect(await costOf(counts, { api, catalog: { lookup: () => ({ price }) } })).toBe(361_116);
  });

  test('is what Google charges by the catalogue, with its own tier', async () => {
    const asked: Asked = {
      api: 'gemini',
      provider: 'google',
      model: 'gemini-2.5-pro',
      catalog: await loadBundledCatalog(),
    };
    // ai.google.dev/gemini-api/docs/pricing: 2.50, cached 0.25, output 15.00 above 200,000 tokens.
    expect(await costOf(counts, asked)).toBe(Math.round(5005 * 2.5 + 257_955 * 0.25 + 1744 * 15));
    // Two hundred thousand are not above it: 1.25, cached 0.125, output 10.00.
    expect(await costOf({ input: 5005, cached: 194_995, output: 1744 }, asked)).toBe(
      Math.round(5005 * 1.25 + 194_995 * 0.125 + 1744 * 10),
    );
  });
});

// github.com/BerriAI/litellm/issues/9812: charged 0.0913. Gemini reports no writes to its cache.
describe('Claude 3.7, 3 tokens of input, 12,304 written to the cache, 550 of output', () => {
  const counts = { input: 3, written: 12_304, output: 550 };
  const WRITERS = DIALECTS.filter((api) => api !== 'gemini');

  test.each(WRITERS)('is $0.054399 at 3, 3.75 and 15: %s', async (api) => {
    expect(await costOf(counts, { api, price: { input: 3, cacheWrite: 3.75, output: 15 } })).toBe(54_399);
  });

  test('is the same by the catalogue', async () => {
    const model = 'claude-3-7-sonnet-20250219';
    const catalog = await loadBundledCatalog();
    expect(await costOf(counts, { api: 'anthropic-messages', provider: 'anthropic', model, catalog })).toBe(54_399);
  });

  test('is more where they are kept for an hour', async () => {
    const [start, ...rest] = REPORTS['anthropic-messages']({ ...NONE, ...counts }) as [{ message: object }];
    const usage = { input_tokens: 3, cache_creation_input_tokens: 12_304, output_tokens: 1 };
    const hour = { ...usage, cache_creation: { ephemeral_5m_input_tokens: 304, ephemeral_1h_input_tokens: 12_000 } };
    const chunks = [{ ...start, message: { ...start.message, usage: hour } }, ...rest];
    const price = { input: 3, cacheWrite: 3.75, output: 15 };
    const catalog: Catalog = {
      lookup: () => ({
        price: {
          input: { base: 3e9 },
          cacheWrite: { base: 3.75e9 },
          cacheWrite1h: { base: 6e9 },
          output: { base: 15e9 },
        },
      }),
    };
    const asked = { api: 'anthropic-messages' as const };
    expect(microUsd(await doneAfter(chunks, { ...asked, catalog }))).toBe(9 + 304 * 3.75 + 12_000 * 6 + 8250);
    expect(microUsd(await doneAfter(chunks, { ...asked, price }))).toBe(54_399);
  });
});

describe('what is billed', () => {
  // github.com/Agenta-AI/agenta/issues/5711: charged 0.039084.
  test.each(DIALECTS)('is little where nearly everything was cached: %s', async (api) => {
    const price = { input: 1.5, cachedInput: 0.15, output: 9 };
    expect(await costOf({ input: 25_978 - 24_540, cached: 24_540, output: 13 }, { api, price })).toBe(5955);
  });

  test.each(DIALECTS)('has reasoning at the rate of output: %s', async (api) => {
    expect(await costOf({ input: 0, output: 2, reasoning: 500 }, { api, price: { input: 1, output: 10 } })).toBe(5020);
  });

  test('is what the vendor says it is, where it says so', async () => {
    const [text] = REPORTS['openai-chat']({ ...NONE, input: 1, output: 1 });
    const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
    const price = { input: 1, output: 2 };
    const costAfter = async (fields: object) => {
      const done = await doneAfter([text as object, { choices: [], usage: { ...usage, ...fields } }], { price });
      return `${microUsd(done)} ${done.costSource}`;
    };
    // OpenRouter in US$, xAI in ten-billionths of one.
    expect(await costAfter({ cost: 0.000_123 })).toBe('123 reported');
    expect(await costAfter({ cost: 0 })).toBe('0 reported');
    expect(await costAfter({ cost_in_usd_ticks: 1_230_000 })).toBe('123 reported');
    // Azure's Grok always says so, and bills all the same.
    expect(await costAfter({ cost_in_usd_ticks: 0 })).toBe('20 priced');
  });

  test('is unknown without a price, never zero', async () => {
    const done = await doneAfter(REPORTS['openai-chat']({ ...NONE, input: 10, output: 5 }), {});
    expect(done).toMatchObject({ costUsd: null, costSource: 'unknown', usage: { inputTokens: 10, outputTokens: 5 } });
  });
});

describe('an answer that failed', () => {
  const price = { input: 1, output: 2 };
  const chunk = (content: string) => ({ choices: [{ index: 0, delta: { content } }] });
  const error = { error: { message: 'The model broke down' } };
  const usage = { choices: [], usage: { prompt_tokens: 100, completion_tokens: 1, total_tokens: 101 } };
  const good = REPORTS['openai-chat']({ ...NONE, input: 10, output: 5 });

  async function both(broken: readonly object[]) {
    const provider = (id: string) => ({ api: 'openai-chat', baseUrl: `https://${id}.test/v1`, auth: 'none' });
    const settings = {
      providers: { a: provider('a'), b: provider('b') },
      models: { 'a/m': { price }, 'b/m': { price } },
      routes: { default: ['a/m', 'b/m'] },
    };
    const fetch = async (input: string | URL | Request) =>
      new Response(sse(String(input).startsWith('https://a.test') ? broken : good));
    const last = (await askCore(settings, { fetch })).at(-1);
    return last?.type === 'done' ? { micro: microUsd(last), estimated: last.estimated } : last;
  }

  test('is billed as its vendor counted it where the count came after the last word', async () => {
    // Many words by our estimate: what the vendor counted is believed all the same.
    expect(await both([chunk('word '.repeat(50)), usage, error])).toEqual({ micro: 102 + 20, estimated: false });
    expect(await both([chunk('word '.repeat(50)), error, usage])).toEqual({ micro: 102 + 20, estimated: false });
  });

  test('is billed as an estimate where more was said after the count', async () => {
    const answer = await both([usage, chunk('word '.repeat(50)), error]);
    expect(answer).toEqual({ micro: expect.any(Number), estimated: true });
    expect((answer as { micro: number }).micro).toBeGreaterThan(102 + 20);
  });

  test('is free where nothing had been said', async () => {
    expect(await both([error])).toEqual({ micro: 20, estimated: false });
  });
});

import { describe, expect, test } from 'vitest';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { replay, sse, sumOf } from '../replay.ts';

/** gateways.md §5, cases 9 to 33: what vendors do to OpenAI's chat completions. */
const delta = (fields: object, finish_reason: string | null = null, index = 0) => ({
  choices: [{ index, delta: fields, finish_reason }],
});
const END = delta({}, 'stop');
const USAGE = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

async function answerOf(chunks: readonly object[], provider = 'a') {
  const { events, error } = await replay({ body: sse(chunks) }, { provider });
  return { ...sumOf(events), events, error: error && `${error.kind}: ${error.message}` };
}

describe('usage', () => {
  test('case 9: in a last chunk with empty choices, null before it', async () => {
    const chunks = [{ ...delta({ content: 'x' }), usage: null }, END, { choices: [], usage: USAGE }];
    expect(await answerOf(chunks)).toMatchObject({
      text: 'x',
      finish: 'stop',
      usage: { uncachedInput: 10, outputText: 5 },
    });
  });

  test('case 11: in the chunk that ends the text', async () => {
    const chunks = [delta({ content: 'x' }), { ...delta({ content: 'y' }, 'stop'), usage: USAGE }];
    expect(await answerOf(chunks)).toMatchObject({ text: 'xy', finish: 'stop', usage: { uncachedInput: 10 } });
  });

  test('on every chunk: the last one counts', async () => {
    const chunks = [1, 2, 3].map((tokens) => ({
      ...delta({ content: 'x' }),
      usage: { ...USAGE, completion_tokens: tokens },
    }));
    expect((await answerOf([...chunks, END])).usage.outputText).toBe(3);
  });

  test("in Groq's x_groq", async () => {
    expect((await answerOf([END, { choices: [], x_groq: { usage: USAGE } }])).usage.uncachedInput).toBe(10);
  });

  test("in Moonshot's first choice, where none stands at the top", async () => {
    const end = (usage: object) => ({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] });
    expect(await answerOf([delta({ content: 'x' }), end(USAGE)])).toMatchObject({
      usage: { uncachedInput: 10, outputText: 5 },
      details: { usage: USAGE },
    });
    expect((await answerOf([{ ...end({ prompt_tokens: 1 }), usage: USAGE }])).usage.uncachedInput).toBe(10);
    expect((await answerOf([{ ...end(USAGE), usage: null }])).usage.uncachedInput).toBe(10);
  });

  test("with Anthropic's names of cached input where OpenAI's are missing", async () => {
    const own = { cache_read_input_tokens: 4, cache_creation_input_tokens: 3 };
    const partsOf = async (usage: object) =>
      (await answerOf([END, { choices: [], usage: { ...USAGE, ...usage } }])).usage;
    expect(await partsOf(own)).toMatchObject({ uncachedInput: 3, cacheRead: 4, cacheWrite5m: 3 });
    const details = { cached_tokens: 2, cache_write_tokens: 1 };
    expect(await partsOf({ ...own, prompt_tokens_details: details })).toMatchObject({ cacheRead: 2, cacheWrite5m: 1 });
  });

  test('is kept as it was sent, with the total that does not add up', async () => {
    const sent = { ...USAGE, total_tokens: 99, odd: { nested: 1 } };
    expect((await answerOf([END, { choices: [], usage: sent }])).details).toMatchObject({
      usage: sent,
      claimedTotalTokens: 99,
    });
  });

  test('with what it cost: OpenRouter in US$, xAI in ticks', async () => {
    const costOf = async (usage: object) =>
      (await answerOf([END, { choices: [], usage: { ...USAGE, ...usage } }])).events.find(
        (event): event is ProviderEvent & { type: 'usage' } => event.type === 'usage',
      )?.reportedCostUsd;
    expect(await costOf({ cost: 0.0012 })).toBe(0.0012);
    expect(await costOf({ cost_in_usd_ticks: 12_000_000 })).toBe(0.0012);
    expect(await costOf({ cost: 'much' })).toBe(undefined);
    const upstream = { upstream_inference_cost: 0.25 };
    expect(await costOf({ cost: 0.5, is_byok: true, cost_details: upstream })).toBe(0.75);
    expect(await costOf({ cost: 0, is_byok: true, cost_details: upstream })).toBe(0.25);
    expect(await costOf({ cost: 0, is_byok: true })).toBe(undefined);
    expect(await costOf({ cost: 0, is_byok: true, cost_details: { upstream_inference_cost: null } })).toBe(undefined);
    expect(await costOf({ cost: 0.5, is_byok: false, cost_details: upstream })).toBe(0.5);
  });
});

describe('chunks', () => {
  test.each([
    ['case 10: choices null or missing', [{ choices: null }, {}, delta({ content: 'x' }), END]],
    ['case 13: role only, content null', [delta({ role: 'assistant', content: null }), delta({ content: 'x' }), END]],
    ['case 16: padding fields', [{ ...delta({ content: 'x' }), obfuscation: 'abc', p: 'd' }, END]],
    [
      'case 18: several choices interleaved',
      [delta({ content: 'y' }, null, 1), delta({ content: 'x' }), delta({}, 'length', 1), END],
    ],
    [
      'case 30: prompt filter results first, annotations throughout',
      [
        { choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
        { choices: [{ index: 0, content_filter_results: {}, content_filter_offsets: {} }] },
        { ...delta({ content: 'x' }) },
        END,
      ],
    ],
    ['empty tool_calls on every delta', [delta({ content: 'x', tool_calls: [] }), delta({ tool_calls: [] }, 'stop')]],
  ])('%s', async (_, chunks) => {
    expect(await answerOf(chunks)).toMatchObject({ text: 'x', finish: 'stop', toolCalls: [], error: undefined });
  });

  test('case 12: [DONE] without a finish reason is no end', async () => {
    expect(await answerOf([delta({ content: 'x' })])).toMatchObject({ text: 'x', finish: undefined });
  });

  test('case 15: a refusal is what the reader sees', async () => {
    expect(await answerOf([delta({ refusal: 'I ' }), delta({ refusal: 'cannot.' }), END])).toMatchObject({
      text: 'I cannot.',
    });
  });

  test.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool_calls', 'toolCalls'],
    ['function_call', 'toolCalls'],
    ['content_filter', 'contentFilter'],
    ['vendor_made', 'stop'],
  ])('case 19: finish_reason %s is %s, and kept as it was', async (raw, finish) => {
    expect(await answerOf([delta({ content: 'x' }, raw)])).toMatchObject({ finish, details: { finishReason: raw } });
  });

  test('case 21: model, fingerprint and service tier are kept', async () => {
    const head = { id: 'gen-1', model: 'm-2026', system_fingerprint: 'fp_1', service_tier: 'default' };
    expect((await answerOf([{ ...head, ...delta({ content: 'x' }) }, END])).details).toEqual({
      ...{ responseId: 'gen-1', model: 'm-2026', systemFingerprint: 'fp_1', serviceTier: 'default' },
      finishReason: 'stop',
    });
  });

  test('case 31: a late content filter ends what was already shown', async () => {
    expect(await answerOf([delta({ content: 'bad' }), delta({}, 'content_filter')])).toMatchObject({
      ...{ text: 'bad', finish: 'contentFilter' },
    });
  });

  test('an odd field does not take the text beside it along', async () => {
    const odd = delta({ content: 'x', reasoning_content: 7, tool_calls: 'none', refusal: {}, reasoning_details: 'no' });
    expect(await answerOf([{ ...odd, usage: [], model: 5 }, END])).toMatchObject({
      text: 'x',
      reasoning: '',
      finish: 'stop',
    });
  });
});

describe('errors inside a 200', () => {
  test('case 22: an error beside choices, usage after it', async () => {
    const error = { code: 502, message: 'Upstream error' };
    const chunk = { error, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] };
    const answer = await answerOf([delta({ content: 'Half' }), chunk, { choices: [], usage: USAGE }]);
    expect(answer).toMatchObject({ text: 'Half', error: 'server: Upstream error', usage: { uncachedInput: 10 } });
  });

  test('case 23: a bare error, and the end', async () => {
    const { error } = await answerOf([{ error: { message: 'litellm.RateLimitError: too many', code: '429' } }]);
    expect(error).toBe('rateLimit: litellm.RateLimitError: too many');
  });

  test.each([
    ['insufficient_system_resource', 'overloaded'],
    ['error', 'server'],
    ['network_error', 'server'],
  ])('case 19: %s is a failure disguised as an end', async (reason, kind) => {
    expect((await answerOf([delta({ content: 'x' }, reason)])).error).toMatch(new RegExp(`^${kind}: `));
  });
});

describe('reasoning', () => {
  test.each([
    ['reasoning_content (DeepSeek, vLLM)', [delta({ reasoning_content: 'hm' })]],
    ['reasoning (OpenRouter, Groq)', [delta({ reasoning: 'hm' })]],
    ['typed reasoning_details', [delta({ reasoning_details: [{ type: 'reasoning.text', text: 'hm' }] })]],
    ['a summary in reasoning_details', [delta({ reasoning_details: [{ type: 'reasoning.summary', summary: 'hm' }] })]],
    [
      'the same words in all of them',
      [
        delta({
          reasoning_content: 'hm',
          reasoning: 'hm',
          reasoning_details: [{ type: 'reasoning.text', text: 'hm' }],
        }),
      ],
    ],
    [
      'typed content parts (Mistral)',
      [delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] })],
    ],
  ])('case 27: %s', async (_, chunks) => {
    expect(await answerOf([...chunks, delta({ content: [{ type: 'text', text: 'x' }] }), END])).toMatchObject({
      ...{ reasoning: 'hm', text: 'x' },
    });
  });

  test('case 27: details are sent back as they came', async () => {
    const details = [
      { type: 'reasoning.encrypted', data: 'abc' },
      { type: 'reasoning.text', text: 'hm', signature: 's' },
    ];
    const { events } = await answerOf([
      delta({ reasoning_details: [details[0]] }),
      delta({ reasoning_details: [details[1]] }),
      END,
    ]);
    expect(events).toContainEqual({ type: 'verbatim', content: { reasoning_details: details } });
  });

  test('case 28: inline thinking stays text', async () => {
    expect(await answerOf([delta({ content: '<think>hm</think>x' }), END])).toMatchObject({
      text: '<think>hm</think>x',
      reasoning: '',
    });
  });

  test('case 29: everything spent on reasoning is an answer that was cut short', async () => {
    expect(await answerOf([delta({ reasoning: 'hm' }), delta({}, 'length')])).toMatchObject({
      text: '',
      finish: 'length',
    });
  });
});

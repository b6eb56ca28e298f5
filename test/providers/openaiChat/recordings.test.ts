import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../../../src/core/chat/errors.ts';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { toFinishReason } from '../../../src/providers/openaiChat/toFinishReason.ts';
import { missing, type Recording, recordings } from '../recordings.ts';
import { replay } from '../replay.ts';

/** What each recorded error is, by the beginning of its name. */
const KINDS: readonly (readonly [string, ErrorKind])[] = [
  ['azure-openai/err400-content-filter', 'contentFilter'],
  ['azure-openai/err401', 'auth'],
  ['azure-openai/err404', 'modelNotFound'],
  ['azure-openai/err408', 'timeout'],
  ['azure-openai/err413', 'contextLength'],
  ['azure-openai/err429', 'rateLimit'],
  ['cerebras/err429', 'rateLimit'],
  ['deepseek/err400', 'badRequest'],
  ['deepseek/err401', 'auth'],
  ['deepseek/quoted-err402', 'quota'],
  ['doubleword/err403', 'auth'],
  ['groq/err400', 'badRequest'],
  ['groq/err401', 'auth'],
  ['groq/err404', 'modelNotFound'],
  // It ends with a link to the billing page.
  ['groq/err429', 'rateLimit'],
  ['huggingface/err500', 'server'],
  ['llamacpp/err400', 'badRequest'],
  ['llamacpp/err401', 'auth'],
  ['llamacpp/err500', 'server'],
  ['mistral/err400', 'badRequest'],
  ['mistral/err401', 'auth'],
  ['ollama/err400', 'contextLength'],
  ['openai/err400', 'badRequest'],
  ['openai/err404', 'modelNotFound'],
  ['openai/err429-insufficient-quota', 'quota'],
  ['openai/err503', 'overloaded'],
  ['openrouter/err400', 'modelNotFound'],
  ['openrouter/err401', 'auth'],
  ['openrouter/err429', 'rateLimit'],
  ['openrouter/quoted-err402', 'quota'],
  ['perplexity/err401', 'auth'],
  ['siliconflow/quoted-err403', 'quota'],
  ['venice/err404', 'modelNotFound'],
  ['xai/err503', 'overloaded'],
  ['zai-glm/err429', 'overloaded'],
  ['zai-glm/quoted-err429', 'quota'],
];

describe.skipIf(missing)('a recorded error', () => {
  test.each(recordings('err', 'quoted'))('$name is recognised, with its words', async (recording) => {
    const { log } = await replay(recording.replay);
    const kind = KINDS.find(([name]) => recording.name.startsWith(name))?.[1];
    expect(log).toEqual([expect.stringMatching(new RegExp(`^${kind ?? '\\w+'} ${recording.status}: `))]);
    const words = (recording.expect.error?.message ?? '').replace(/\s+/g, ' ').trim();
    expect(log[0]).toContain(words);
  });

  test.each(recordings('err').filter(({ headers }) => 'retry-after' in headers || 'retry-after-ms' in headers))(
    '$name says when to come back',
    async ({ headers, replay: response }) => {
      const ms = Number(headers['retry-after-ms'] ?? Number(headers['retry-after']) * 1000);
      expect((await replay(response)).log[0]).toContain(`, retry after ${ms} ms`);
    },
  );
});

/** What a later version of the dialect reads: each recording with what is missing today. */
const NOT_YET: Readonly<Record<string, 'reasoning' | 'error'>> = {
  // Reasoning in typed content parts.
  'mistral/stream-content-parts': 'reasoning',
  // A server-sent `error:` field instead of an event: the answer counts as broken, without its reason.
  'gpustack/stream-midstream-error': 'error',
};

describe.skipIf(missing)('a recorded stream', () => {
  test.each(recordings('stream'))('$name gives its text, reasoning, usage and end', async (recording) => {
    const { events, log } = await replay(recording.replay);
    const { expect: expected } = recording;
    const later = Object.entries(NOT_YET).find(([name]) => recording.name.startsWith(name))?.[1];
    expect(joined(events, 'text')).toBe(expected.text + (expected.refusal ?? ''));
    if (later !== 'reasoning') expect(joined(events, 'reasoning')).toBe(expected.reasoning_text);
    if (expected.error !== null && later !== 'error') {
      expect(log.at(-1)).toContain(expected.error.message);
      expect(log.at(-1)).toMatch(/^(?:server|badRequest 400): /);
      return;
    }
    expect(usage(events)).toEqual(expectedUsage(recording));
    const { finish_reason_raw: reason } = expected;
    expect(events.filter((event) => event.type === 'finish')).toEqual(
      reason === null ? [] : [{ type: 'finish', reason: toFinishReason(reason) }],
    );
    // Usage often comes after the end; text never does.
    const last = events.findLastIndex((event) => event.type === 'text' || event.type === 'toolCall');
    if (reason !== null) expect(events.findIndex((event) => event.type === 'finish')).toBeGreaterThan(last);
  });

  test.each(recordings('stream').filter(({ expect: { tool_calls } }) => tool_calls.length > 0))(
    '$name gives its tool calls',
    async (recording) => {
      const { events } = await replay(recording.replay);
      const calls = new Map<number, { name: string; arguments: string }>();
      for (const event of events) {
        if (event.type !== 'toolCall') continue;
        const call = calls.get(event.index) ?? { name: '', arguments: '' };
        calls.set(event.index, { name: call.name || event.name, arguments: call.arguments + event.argumentsDelta });
      }
      expect([...calls.values()]).toEqual(
        recording.expect.tool_calls.map((call) => ({ name: call.name, arguments: call.arguments_json ?? '' })),
      );
    },
  );

  test.each(recordings('stream').filter(({ features }) => /utf8|emoji|crlf|comments/.test(features.join())))(
    '$name is the same however its bytes are cut',
    async ({ replay: response }) => {
      const { log } = await replay(response, 65_536);
      expect((await replay(response, 1)).log).toEqual(log);
    },
  );
});

function joined(events: readonly ProviderEvent[], type: 'text' | 'reasoning'): string {
  return events.map((event) => (event.type === type ? event.delta : '')).join('');
}

/** Repeated usage is cumulative. */
function usage(events: readonly ProviderEvent[]) {
  return events.findLast((event) => event.type === 'usage')?.usage;
}

/** The recorded counts in Switchyard's terms: what was not reported is 0, parts never exceed their whole. */
function expectedUsage({ name, expect: { usage: recorded } }: Recording) {
  if (recorded.input === null || recorded.output === null) return undefined;
  const reasoning = recorded.reasoning ?? 0;
  const output = name.startsWith('xai/') ? recorded.output + reasoning : recorded.output;
  return {
    inputTokens: recorded.input,
    cachedInputTokens: Math.min(recorded.cached_input ?? 0, recorded.input),
    cacheWriteTokens: 0,
    outputTokens: output,
    reasoningTokens: Math.min(reasoning, output),
  };
}

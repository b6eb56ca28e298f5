import { describe, expect, test } from 'vitest';
import { textMessage } from '../../../src/core/chat/message.ts';
import { partsOf } from '../../../src/core/chat/usage.ts';
import { fromVerbatim } from '../../../src/providers/openaiResponses/fromVerbatim.ts';
import { missing, type Recording, recordings } from '../recordings.ts';
import { pieces, replay, sumOf } from '../replay.ts';

const API = 'openai-responses';

/** What each recorded error is, by the beginning of its name. */
const ERRORS: readonly (readonly [string, string])[] = [
  ['deepseek/err400', 'badRequest 400'],
  ['openai/err401', 'auth 401'],
  ['openai/stream-midstream-error', 'quota'],
  // "Incorrect API key provided", with status 400.
  ['xai/err400', 'auth 400'],
];

/** Ends as the recordings name them. */
const FINISH: Readonly<Record<string, string>> = { max_output_tokens: 'length', content_filter: 'contentFilter' };

describe.skipIf(missing)('a recorded answer', () => {
  test.each(recordings(API, 'stream', 'json').filter(({ expect: { error } }) => error === null))(
    '$name gives its text, reasoning, tool calls, usage and end',
    async (recording) => {
      const { text, reasoning_text, refusal, tool_calls } = recording.expect;
      for (const pieceBytes of [65_536, pieces(recording.name)]) {
        const { events, error } = await replay(recording.replay, { api: API, pieceBytes });
        const sum = sumOf(events);
        expect(error).toBeUndefined();
        expect(sum.text).toBe(text + (refusal ?? ''));
        expect(sum.reasoning).toBe(reasoning_text);
        expect(sum.toolCalls).toEqual(
          tool_calls.map((call) => ({ name: call.name, arguments: call.arguments_json ?? '' })),
        );
        expect(sum.usage).toEqual(usage(recording));
        expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
        expect(sum.finish).toBe(finish(recording));
      }
    },
  );

  test('says in the form that is kept what it said', async () => {
    const kept: string[] = [];
    for (const { name, replay: response } of recordings(API, 'stream', 'json')) {
      const { events } = await replay(response, { api: API, pieceBytes: 65_536 });
      const content = events.find((event) => event.type === 'verbatim')?.content;
      if (content === undefined) continue;
      kept.push(name);
      const turn = { ...textMessage('assistant', sumOf(events).text), verbatim: { model: 'p/m', content } };
      expect(fromVerbatim(turn), name).toBeDefined();
    }
    expect(kept).not.toEqual([]);
  });

  test.each(recordings(API).filter(({ expect: { error } }) => error !== null))(
    '$name gives its error, with its words',
    async (recording) => {
      const expected = ERRORS.find(([name]) => recording.name.startsWith(name))?.[1];
      const { log } = await replay(recording.replay, { api: API, pieceBytes: pieces(recording.name) });
      expect(log).toEqual([expect.stringMatching(new RegExp(`^${expected}: `))]);
      expect(log[0]).toContain(recording.expect.error?.message);
    },
  );

  test.each(recordings(API, 'stream').filter(({ features }) => /utf8|emoji|comments|keepalive/.test(features.join())))(
    '$name is the same one byte at a time',
    async ({ replay: response }) => {
      const whole = await replay(response, { api: API, pieceBytes: 65_536 });
      const bytes = await replay(response, { api: API, pieceBytes: 1 });
      expect(bytes.events).toEqual(whole.events);
    },
  );

  test.each(recordings(API, 'stream', 'json').filter(({ name }) => /^(?:openrouter|xai)\//.test(name)))(
    '$name says what it cost',
    async ({ replay: response }) => {
      const { events } = await replay(response, { api: API });
      const reported = events.find((event) => event.type === 'usage')?.reportedCostUsd;
      const raw = sumOf(events).details.usage as { cost?: number; cost_in_usd_ticks?: number };
      expect(reported).toBeGreaterThan(0);
      expect(reported).toBe(raw.cost ?? Number(raw.cost_in_usd_ticks) / 1e10);
    },
  );
});

/** The recorded counts in Switchyard's terms: OpenAI's input has what was cached, its output what was reasoned. */
function usage({ expect: { usage: recorded } }: Recording) {
  return partsOf({
    input: recorded?.input ?? 0,
    cacheRead: recorded?.cached_input ?? 0,
    cacheWrite5m: recorded?.cache_write ?? 0,
    output: recorded?.output ?? 0,
    reasoning: recorded?.reasoning ?? 0,
  });
}

function finish({ replay: { body }, expect: { finish_reason_raw: reason, tool_calls } }: Recording): string {
  const text = Buffer.from(body).toString();
  const cut = Object.keys(FINISH).find((name) => text.includes(`"reason":"${name}"`));
  if (reason === 'incomplete') return FINISH[cut ?? ''] ?? 'length';
  return tool_calls.length > 0 ? 'toolCalls' : 'stop';
}

import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../../../src/core/chat/errors.ts';
import { totalTokens, usageOf } from '../../../src/core/chat/usage.ts';
import { toFinishReason } from '../../../src/providers/anthropicMessages/toFinishReason.ts';
import { missing, type Recording, recordings } from '../recordings.ts';
import { pieces, replay, sumOf } from '../replay.ts';

const API = 'anthropic-messages';
const ANSWERS = recordings(API, 'stream', 'json');

describe.skipIf(missing)('a recorded answer', () => {
  test.each(ANSWERS)('$name gives its text, reasoning, tool calls, usage and end', async (recording) => {
    const { expect: expected, replay: response } = recording;
    const whole = await replay(response, { api: API, pieceBytes: 1_000_000 });
    const sum = sumOf(whole.events);
    expect(sum.text).toBe(expected.text);
    expect(sum.reasoning).toBe(expected.reasoning_text);
    expect(sum.toolCalls).toEqual(
      expected.tool_calls.map((call) => ({ name: call.name, arguments: call.arguments_json ?? '' })),
    );
    const usage = expectedUsage(recording);
    expect(usageOf(sum.usage)).toEqual(usage);
    expect(totalTokens(sum.usage)).toBe(usage.inputTokens + usage.outputTokens);
    expect({ finish: sum.finish, error: whole.error?.message, kind: whole.error?.kind }).toEqual(
      expectedEnd(recording),
    );
    expect(sum.details.finishReason).toBe(expected.finish_reason_raw ?? undefined);
    expect(whole.events.filter(({ type }) => type === 'finish').length).toBe(sum.finish === undefined ? 0 : 1);
    const cut = await replay(response, { api: API, pieceBytes: pieces(recording.name) });
    expect(cut).toEqual(whole);
  });

  test.each(ANSWERS.filter(({ replay: { body } }) => body.length < 4000))(
    '$name is the same when it comes byte by byte',
    async ({ replay: response }) => {
      const whole = await replay(response, { api: API, pieceBytes: 1_000_000 });
      expect(await replay(response, { api: API, pieceBytes: 1 })).toEqual(whole);
    },
  );

  test.each(
    ANSWERS.filter(({ features, expect: { finish_reason_raw: end } }) => end !== null && features.includes('stream')),
  )('$name that lacks its end is no whole answer', async ({ replay: response }) => {
    const body = new TextDecoder().decode(response.body as Uint8Array).replace(/event: message_delta[\s\S]*$/, '');
    const { events, error } = await replay({ ...response, body }, { api: API, pieceBytes: 1000 });
    expect(error).toBeUndefined();
    expect(events.filter(({ type }) => type === 'finish' || type === 'verbatim')).toEqual([]);
  });
});

/** Anthropic counts the cached and the written besides; what was not reported is 0. */
function expectedUsage({ expect: { usage } }: Recording) {
  const cached = usage?.cached_input ?? 0;
  const written = usage?.cache_write ?? 0;
  return {
    inputTokens: (usage?.input ?? 0) + cached + written,
    cachedInputTokens: cached,
    cacheWriteTokens: written,
    outputTokens: usage?.output ?? 0,
    reasoningTokens: usage?.reasoning ?? 0,
  };
}

function expectedEnd({ expect: { error, finish_reason_raw: raw } }: Recording) {
  if (error !== null) return { finish: undefined, error: error.message, kind: 'overloaded' };
  return { finish: raw === null ? undefined : toFinishReason(String(raw)), error: undefined, kind: undefined };
}

/** What each recorded error is, by the beginning of its name. */
const KINDS: readonly (readonly [string, ErrorKind])[] = [
  ['err400', 'badRequest'],
  ['err401', 'auth'],
  ['err404', 'modelNotFound'],
  ['err429', 'rateLimit'],
  ['err500', 'server'],
  ['err529', 'overloaded'],
  ['quoted-err400-credit', 'quota'],
];

describe.skipIf(missing)('a recorded error', () => {
  test.each(recordings(API, 'err', 'quoted'))('$name is recognised, with its words', async (recording) => {
    const { error } = await replay(recording.replay, { api: API });
    const kind = KINDS.find(([name]) => recording.name.includes(`/${name}`))?.[1];
    const retryAfter = recording.headers['retry-after'];
    expect(error?.info).toMatchObject({
      kind: kind ?? 'none',
      status: recording.status,
      ...(retryAfter === undefined ? {} : { retryAfterMs: Number(retryAfter) * 1000 }),
    });
    expect(recording.expect.error?.message?.replace(/\s+/g, ' ')).toContain(error?.message.slice(0, 200));
  });
});

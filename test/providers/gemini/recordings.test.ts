import { describe, expect, test } from 'vitest';
import type { ErrorKind } from '../../../src/core/chat/errors.ts';
import { type UsageParts, usageOf } from '../../../src/core/chat/usage.ts';
import { missing, type Recording, recordings } from '../recordings.ts';
import { replay, sumOf } from '../replay.ts';

/** What each recorded error is, by the beginning of its name. */
const KINDS: readonly (readonly [string, ErrorKind])[] = [
  ['google-gemini/err400-invalid-argument', 'auth'],
  ['google-gemini/err403-permission-denied', 'auth'],
  ['google-gemini/err404-not-found', 'modelNotFound'],
  ['google-gemini/err429-resource-exhausted', 'rateLimit'],
  ['google-gemini/err500-internal', 'server'],
  ['google-vertex/err400-invalid-argument', 'contextLength'],
  ['google-vertex/err401-unauthenticated', 'auth'],
  ['google-vertex/err404-not-found', 'modelNotFound'],
];

/** What each recorded reason is here; after tool calls an ordinary end is theirs. */
const ENDS: Readonly<Record<string, string>> = {
  STOP: 'stop',
  1: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'contentFilter',
  RECITATION: 'contentFilter',
  UNEXPECTED_TOOL_CALL: 'stop',
};

/**
 * One call whose arguments are streamed. The recording lists each of its parts as a call of its own, all but the first
 * without a name and each with `{}`; nobody could run those, so here it is the one call that the model made.
 */
const STREAMED_CALL = {
  name: 'google-gemini/stream-args-absent-parallel-tools',
  calls: [
    {
      name: 'writeItems',
      arguments: JSON.stringify({
        operations: [
          { action: 'add', description: 'Fresh red apple', itemid: 'apple_001', price: 0.5 },
          { action: 'add', description: 'Ripe yellow banana', itemid: 'banana_001', price: 0.3 },
        ],
      }),
    },
  ],
};

/** Recorded `tool_use_prompt` tokens: what a tool of Google's own gave the model to read. */
const TOOL_INPUT: Readonly<Record<string, number>> = { 'google-gemini/stream-emoji': 105 };

const WHOLE = 1_000_000;

describe.skipIf(missing)('a recorded error', () => {
  test.each(recordings('gemini', 'err', 'quoted'))('$name is recognised, with its words', async (recording) => {
    const { log } = await replay(recording.replay, { api: 'gemini' });
    const kind = KINDS.find(([name]) => recording.name.startsWith(name))?.[1];
    expect(log).toEqual([expect.stringMatching(new RegExp(`^${kind ?? '\\w+'} ${recording.status}: `))]);
    expect(log[0]).toContain(recording.expect.error?.message);
  });
});

describe.skipIf(missing)('a recorded answer', () => {
  test.each(recordings('gemini', 'stream', 'json'))('$name gives all that it holds', async (recording) => {
    const { events, error } = await replay(recording.replay, { api: 'gemini', pieceBytes: WHOLE });
    const sum = sumOf(events);
    expect(sum.text).toBe(recording.expect.text);
    expect(sum.reasoning).toBe(recording.expect.reasoning_text);
    expect(sum.toolCalls).toEqual(callsOf(recording));
    expect(usageOf(sum.usage)).toEqual(usageIn(recording));
    expect(sum.details.claimedTotalTokens).toBeUndefined();
    // Vendor's words that say that something went wrong, and nothing else came.
    if (recording.expect.finish_reason_raw === 'MALFORMED_FUNCTION_CALL') {
      expect(error).toMatchObject({ kind: 'server', details: { code: 'MALFORMED_FUNCTION_CALL' } });
    } else expect({ finish: sum.finish, error }).toEqual({ finish: endOf(recording), error: undefined });
    const finishes = events.filter(({ type }) => type === 'finish').length;
    expect(finishes).toBe(error === undefined ? 1 : 0);
  });

  test.each(recordings('gemini'))('$name is the same however its bytes are cut', async ({ name, replay: response }) => {
    const whole = await replay(response, { api: 'gemini', pieceBytes: WHOLE });
    const sizes = [random(name, 7), random(name, 300), ...(response.body.length < 2500 ? [() => 1] : [])];
    for (const pieceBytes of sizes) {
      const cut = await replay(response, { api: 'gemini', pieceBytes });
      expect(cut.events).toEqual(whole.events);
      expect(cut.log).toEqual(whole.log);
    }
  });
});

function callsOf({ name, expect: { tool_calls } }: Recording): { name: string; arguments: string }[] {
  if (name.startsWith(STREAMED_CALL.name)) return STREAMED_CALL.calls;
  return tool_calls.map((call) => ({ name: call.name ?? '', arguments: call.arguments_json ?? '' }));
}

function endOf({
  expect: { finish_reason_raw: reason, block_reason: blocked, tool_calls },
}: Recording): string | undefined {
  if (blocked) return 'contentFilter';
  const end = ENDS[reason ?? ''];
  return end === 'stop' && tool_calls.length > 0 ? 'toolCalls' : end;
}

/** The recorded counts in our terms: thoughts are output too, what tools read is input too. */
function usageIn({ name, expect: { usage } }: Recording): ReturnType<typeof usageOf> {
  const { input, output, cached_input, reasoning } = usage ?? {};
  const toolUse = Object.entries(TOOL_INPUT).find(([start]) => name.startsWith(start))?.[1] ?? 0;
  const parts: UsageParts = {
    uncachedInput: (input ?? 0) + toolUse - (cached_input ?? 0),
    cacheRead: cached_input ?? 0,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    outputText: output ?? 0,
    reasoning: reasoning ?? 0,
  };
  return usageOf(parts);
}

/** Sizes up to a limit, the same for the same seed. */
function random(seed: string, limit: number): () => number {
  let state = [...seed].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, limit);
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return 1 + (state % limit);
  };
}

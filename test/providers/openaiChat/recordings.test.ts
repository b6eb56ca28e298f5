import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { usageOf } from '../../../src/core/chat/usage.ts';
import { toFinishReason } from '../../../src/providers/openaiChat/toFinishReason.ts';
import { missing, type Recording, recordings } from '../recordings.ts';
import { pieces, replay, sumOf } from '../replay.ts';

describe.skipIf(missing)('a recorded answer', () => {
  test.each(recordings('openai-chat', 'stream', 'json'))(
    '$name gives its text, reasoning, tool calls, usage and end',
    async ({ replay: response, ...recording }) => {
      const { events, error } = await replay(response, { pieceBytes: pieces(recording.name) });
      const sum = sumOf(events);
      const { expect: expected } = recording;
      expect(sum.text).toBe(expected.text + (expected.refusal ?? ''));
      expect(sum.reasoning).toBe(expected.reasoning_text);
      expect(sum.toolCalls).toEqual(
        expected.tool_calls.map((call) => ({ name: call.name, arguments: call.arguments_json ?? '' })),
      );
      expect(usageOf(sum.usage)).toMatchObject(expectedUsage(recording));
      const finish = error === undefined ? sum.finish : undefined;
      expect({ finish, error: error?.message }).toEqual(expectedEnd(recording));
      // Usage often comes after the end; text never does.
      const last = events.findLastIndex((event) => event.type === 'text' || event.type === 'toolCall');
      if (sum.finish !== undefined) expect(events.findIndex((event) => event.type === 'finish')).toBeGreaterThan(last);
    },
  );

  test.each(recordings('openai-chat', 'stream', 'json').filter((_, index) => index % 4 === 0))(
    '$name is the same however its bytes are cut',
    async ({ replay: response }) => {
      const { log } = await replay(response, { pieceBytes: 1_000_000 });
      expect((await replay(response, { pieceBytes: 1 })).log).toEqual(log);
    },
  );
});

test.skipIf(missing)("a gateway's report of a call with one's own key is the vendor's share and its fee", async () => {
  const [recording] = recordings('openai-chat', 'stream-tools-cached-emoji--claude');
  if (recording === undefined) throw new Error('the recording is gone');
  const { events } = await replay(recording.replay);
  const costs = events.flatMap((event) => (event.type === 'usage' ? [event.reportedCostUsd] : []));
  expect(costs.at(-1)).toBe(0.00500325);
});

test.skipIf(missing)('thinking that comes in fragments is kept as the one block that was signed', async () => {
  const [recording] = recordings('openai-chat', 'stream-reasoning-tools--claude-sonnet-4');
  if (recording === undefined) throw new Error('the recording is gone');
  const { events } = await replay(recording.replay);
  const kept = events.find((event) => event.type === 'verbatim');
  const block = {
    type: 'reasoning.text',
    text: recording.expect.reasoning_text,
    format: 'anthropic-claude-v1',
    index: 0,
  };
  expect(kept?.content).toEqual({ reasoning_details: [{ ...block, signature: expect.stringMatching(/^EqoDCkYI/) }] });
});

/** An error takes the place of a finish reason beside it. */
function expectedEnd({ expect: { error, finish_reason_raw: raw } }: Omit<Recording, 'replay'>) {
  if (error !== null) return { finish: undefined, error: expect.stringContaining(error.message ?? '') };
  const reason = raw === null ? undefined : toFinishReason(String(raw));
  return SwitchyardError.is(reason)
    ? { finish: undefined, error: reason.message }
    : { finish: reason, error: undefined };
}

/** Counts that `expect` leaves out: they stand under Anthropic's name, at the top of the usage. */
const CACHE_WRITES: Readonly<Record<string, number>> = {
  'cline-gateway/stream-tools-cached-emoji--claude-sonnet-4.6': 237,
};

/** The recorded counts in Switchyard's terms: what was not reported is 0. */
function expectedUsage({ name, expect: { usage } }: Omit<Recording, 'replay'>) {
  if (usage === null || usage.input == null || usage.output == null) return {};
  const reasoning = usage.reasoning ?? 0;
  return {
    inputTokens: usage.input,
    cachedInputTokens: usage.cached_input ?? 0,
    cacheWriteTokens: usage.cache_write ?? CACHE_WRITES[name] ?? 0,
    outputTokens: name.startsWith('xai/') ? usage.output + reasoning : usage.output,
    reasoningTokens: reasoning,
  };
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatEvent } from '../../src/core/chat/chatEvent.ts';
import type { Api } from '../../src/core/models/preset.ts';
import { block, delta, start, stream, text as textDelta } from '../providers/anthropicMessages/wireEvents.ts';
import { framed, said, text } from '../providers/gemini/answers.ts';
import { askCore } from '../providers/httpCore.ts';
import { publicAnswer } from '../providers/publicAnswer.ts';
import { sse } from '../providers/replay.ts';
import { ReplayServer } from '../providers/replayServer.ts';

/**
 * Wire cases that a popular gateway was seen to fail (gateways.md, section 2b, "Behaviour probes"), end to end over HTTP: through the
 * whole core, with another model behind the one that misbehaves.
 */
const chat = (content: string, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: { content }, finish_reason }],
});
const call = (name: string, args: object) => ({ functionCall: { name, args } });
const STOP = said([], { finishReason: 'STOP' });
const FROM_B = { text: 'from b', end: 'done stop' };

describe('what a popular gateway fails', () => {
  let server: ReplayServer;
  beforeAll(async () => {
    server = await ReplayServer.start();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  const ask = async (api: Api, baseUrl: string, onEvent: (event: ChatEvent) => void = () => {}) => {
    const settings = {
      providers: {
        a: { api, baseUrl, auth: 'none' },
        b: { api: 'openai-chat', baseUrl: server.serve({ body: sse([chat('from b', 'stop')]) }), auth: 'none' },
      },
      models: { 'a/m': {}, 'b/m': {} },
      routes: { default: ['a/m', 'b/m'] },
    };
    return await askCore(settings, { onEvent });
  };
  const answerTo = async (api: Api, body: string) => publicAnswer(await ask(api, server.serve({ body })));

  test('case 1: a stream with CRLF is shown as it comes, not buffered whole', async () => {
    const body = sse([chat('Hel'), chat('lo', 'stop')]).replaceAll('\n', '\r\n');
    const from = body.indexOf('\r\n\r\n') + 4;
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
    // The rest is only sent once the first word was shown.
    const events = await ask(
      'openai-chat',
      server.serve({ body }, () => 7, { from, until }),
      ({ type }) => {
        if (type === 'text') goOn();
      },
    );
    expect(publicAnswer(events)).toMatchObject({ text: 'Hello', end: 'done stop' });
  });

  test('case 40: a stream of Gemini with bare line feeds is read', async () => {
    expect(await answerTo('gemini', framed([text('Hi'), STOP], '\n'))).toMatchObject({ text: 'Hi', end: 'done stop' });
  });

  test('case 43: two calls of Gemini in successive chunks have two indexes', async () => {
    const body = framed([said([call('read', { a: 1 })]), said([call('read', { b: 2 })]), STOP]);
    expect(await answerTo('gemini', body)).toMatchObject({
      toolCalls: [
        { name: 'read', arguments: '{"a":1}' },
        { name: 'read', arguments: '{"b":2}' },
      ],
      end: 'done toolCalls',
    });
  });

  test('case 43: a call that shares a chunk with text is not dropped', async () => {
    const body = framed([said([{ text: 'Look' }, call('read', {})]), STOP]);
    expect(await answerTo('gemini', body)).toMatchObject({
      text: 'Look',
      toolCalls: [{ name: 'read', arguments: '{}' }],
      end: 'done toolCalls',
    });
  });

  test('case 41: a blocked prompt ends as filtered, not as nothing', async () => {
    const blocked = { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 9 } };
    expect(await answerTo('gemini', framed([blocked]))).toMatchObject({ text: '', end: 'done contentFilter' });
  });

  test('case 45: the tokens that Gemini thought with are counted', async () => {
    const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 2, thoughtsTokenCount: 500 };
    const { usage } = await answerTo('gemini', framed([text('Hi'), { ...STOP, usageMetadata }]));
    expect(usage).toMatchObject({ inputTokens: 10, outputTokens: 502, reasoningTokens: 500 });
  });

  test('case 35: an overload in the middle is no normal end: the next model answers', async () => {
    const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const half = stream([start(), ...block(0, { type: 'text', text: '' }, textDelta('Half')), delta(null), overloaded]);
    expect(await answerTo('anthropic-messages', half)).toMatchObject(FROM_B);
  });

  test('case 23: an error before the first word of a 200 lets the next model answer', async () => {
    const body = sse([{ error: { code: 429, message: 'Rate limit reached' } }]);
    expect(await answerTo('openai-chat', body)).toMatchObject(FROM_B);
  });

  test('case 12: an answer that stops without its end is no answer: the next model gives one', async () => {
    expect(await answerTo('openai-chat', sse([chat('Half')]).replace('data: [DONE]\n\n', ''))).toMatchObject(FROM_B);
  });

  test('case 14: an ordinary end after calls is theirs', async () => {
    const tool_calls = [{ index: 0, id: 'c', function: { name: 'read', arguments: '{}' } }];
    const body = sse([{ choices: [{ index: 0, delta: { tool_calls } }] }, chat('', 'stop')]);
    expect(await answerTo('openai-chat', body)).toMatchObject({ end: 'done toolCalls' });
  });

  // An upstream that is cut, one that stalls and a user who stops: wireCases.test.ts, cases 48 to 50.
});

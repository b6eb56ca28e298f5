import { afterEach, describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import { usageOf } from '../../../src/core/chat/usage.ts';
import type { ProviderCall, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { createProviders } from '../../../src/providers/createProviders.ts';
import type { Script } from '../../simulator/behaviour.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { keysOf } from '../eventLines.ts';
import { sumOf } from '../replay.ts';
import { aSetup } from './aSetup.ts';

let simulator: Simulator;
afterEach(() => simulator.close());

/** Asks a simulated server that is as strict as the vendor's; an error is thrown. */
async function serve(models: Readonly<Record<string, Script>>) {
  simulator = await startSimulator({ providers: { sim: { key: 'sk-a', models } } });
  const setup = aSetup(simulator.baseUrl('sim', 'anthropic-messages'));
  const provider = await createProviders(() => setup, keysOf({ [`a ${simulator.url}`]: 'sk-a' })).get('a');
  return async (modelName: string, messages: readonly ChatMessage[], call: Partial<ProviderCall> = {}) => {
    const events: ProviderEvent[] = [];
    const whole = { providerId: 'a', modelName, messages, onActivity() {}, ...call };
    for await (const event of provider.stream(whole, AbortSignal.timeout(10_000))) events.push(event);
    return events;
  };
}

const TOOLS = [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }];
const QUESTION = textMessage('user', 'What is the weather?');

/** The assistant's turn that these events are. */
function turnOf(events: readonly ProviderEvent[]): ChatMessage {
  const calls = events.filter((event) => event.type === 'toolCall' && event.id !== '');
  const { text, toolCalls } = sumOf(events);
  const content = events.find((event) => event.type === 'verbatim')?.content;
  const parts = calls.flatMap((event, index) =>
    event.type === 'toolCall'
      ? [{ type: 'toolCall', id: event.id, name: event.name, arguments: toolCalls[index]?.arguments ?? '' } as const]
      : [],
  );
  const said = { role: 'assistant', parts: [{ type: 'text', text } as const, ...parts] } as const;
  return content === undefined ? said : { ...said, verbatim: { model: 'a/m', content } };
}

function resultsOf({ parts }: ChatMessage): ChatMessage {
  const results = parts.flatMap((part) =>
    part.type === 'toolCall'
      ? [{ type: 'toolResult', id: part.id, name: part.name, content: [{ type: 'text', text: 'Sun' }] } as const]
      : [],
  );
  return { role: 'tool', parts: results };
}

describe('a conversation over HTTP', () => {
  const toolCalls = [{ name: 'weather', arguments: { city: 'Bonn' } }, { name: 'weather' }];

  test.each(['claude-haiku-4-5', 'claude-opus-4-8', 'claude-sonnet-5-5'])(
    'with %s goes on after tool calls, with the thinking that led to them',
    async (model) => {
      const ask = await serve({ [model]: { toolCalls, reasoning: 'Let me see.' } });
      const effort = { tools: TOOLS, reasoningEffort: 'high' } as const;
      const first = await ask(model, [QUESTION], effort);
      expect(sumOf(first)).toMatchObject({ reasoning: 'Let me see.', finish: 'toolCalls' });
      const turn = turnOf(first);
      expect(turn.verbatim).toBeDefined();
      const second = await ask(model, [QUESTION, turn, resultsOf(turn)], effort);
      expect(sumOf(second).text).toContain('The tool says: Sun');
    },
  );

  test("goes on after another vendor's tool calls, of which nobody kept the thinking", async () => {
    const ask = await serve({ 'claude-haiku-4-5': { text: 'Fine.' } });
    const call = {
      type: 'toolCall',
      id: 'functions.weather:0',
      name: 'weather',
      arguments: '{"city":"Bonn"}',
    } as const;
    const turn: ChatMessage = { role: 'assistant', parts: [call] };
    const messages = [
      QUESTION,
      turn,
      resultsOf(turn),
      textMessage('assistant', 'Sun.'),
      QUESTION,
      turn,
      resultsOf(turn),
    ];
    expect(sumOf(await ask('claude-haiku-4-5', messages, { reasoningEffort: 'high' })).text).toBe('Fine.');
  });

  test('pays for a long system prompt once', async () => {
    const ask = await serve({ 'claude-opus-5-5': { text: 'ok', cacheMinimumTokens: 512 } });
    const system = textMessage('system', 'law '.repeat(1200));
    const usage = async () => usageOf(sumOf(await ask('claude-opus-5-5', [system, QUESTION])).usage);
    expect(await usage()).toMatchObject({ cacheWriteTokens: 1200, cachedInputTokens: 0 });
    expect(await usage()).toMatchObject({ cacheWriteTokens: 0, cachedInputTokens: 1200 });
  });

  test('may be without a stream', async () => {
    const ask = await serve({ 'claude-opus-5-5': { text: 'Four.', streams: 'never' } });
    expect(sumOf(await ask('claude-opus-5-5', [QUESTION], { without: ['stream'] }))).toMatchObject({
      text: 'Four.',
      finish: 'stop',
    });
    expect(sumOf(await ask('claude-opus-5-5', [QUESTION])).text).toBe('Four.');
  });

  test('that breaks off or fails says so', async () => {
    const ask = await serve({ cut: { tokens: 50, endAfterTokens: 5 }, bad: { tokens: 50, errorEventAfterTokens: 5 } });
    expect(sumOf(await ask('cut', [QUESTION])).finish).toBeUndefined();
    const events = await ask('bad', [QUESTION]);
    expect(events.filter(({ type }) => type === 'fault').length).toBe(1);
    expect(sumOf(events).finish).toBeUndefined();
  });
});

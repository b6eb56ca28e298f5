import { describe, expect, test } from 'vitest';
import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { MessagesConverter } from '../../../src/providers/anthropicMessages/toEvents.ts';
import { lines } from '../eventLines.ts';
import { sumOf } from '../replay.ts';
import { block, delta, input, STOP, start, text, thinking } from './wireEvents.ts';

const TEXT = { type: 'text', text: '' };
const tool = (id: string, name: string, fields: object = {}) => ({ type: 'tool_use', id, name, input: {}, ...fields });

function eventsOf(...values: unknown[]): ProviderEvent[] {
  const converter = new MessagesConverter();
  return [...values.flatMap((value) => [...converter.push(value)]), ...converter.end()];
}

const logOf = (...values: unknown[]) => lines(eventsOf(...values));

describe('a streamed message', () => {
  test('has tool calls with their input as it was streamed', () => {
    const events = [
      start(),
      ...block(0, TEXT, text('look')),
      ...block(1, tool('t1', 'one'), input(''), input('{"a": '), input('1}')),
      ...block(2, tool('t2', 'two'), input('{"b"')),
      delta('tool_use'),
      STOP,
    ];
    expect(logOf(...events)).toEqual([
      'text "look"',
      'toolCall 0 t1 one ',
      'toolCall 0   {"a": ',
      'toolCall 0   1}',
      'toolCall 1 t2 two ',
      'toolCall 1   {"b"',
      'finish toolCalls',
    ]);
  });

  test('has the input of a call empty where none was streamed', () => {
    const { toolCalls } = sumOf(eventsOf(start(), ...block(0, tool('t', 'now'), input('')), delta('tool_use'), STOP));
    expect(toolCalls).toEqual([{ name: 'now', arguments: '' }]);
  });

  test('has calls that nobody named', () => {
    const events = [start(), ...block(0, { type: 'tool_use', id: 't' }, input('{}')), delta('tool_use'), STOP];
    expect(logOf(...events)).toEqual(['toolCall 0 t  {}', 'finish toolCalls']);
  });

  test('has the input of a call that came with its block, unless it is streamed as well', () => {
    const early = { input: { a: 1 } };
    const once = eventsOf(start(), ...block(0, tool('t', 'one', early)), delta('tool_use'), STOP);
    expect(sumOf(once).toolCalls).toEqual([{ name: 'one', arguments: '{"a":1}' }]);
    const twice = eventsOf(start(), ...block(0, tool('t', 'one', early), input('{"a": 1}')), delta('tool_use'), STOP);
    expect(sumOf(twice).toolCalls).toEqual([{ name: 'one', arguments: '{"a": 1}' }]);
  });

  test('keeps calls apart whose pieces alternate', () => {
    const [open1, one, close1] = block(1, tool('t1', 'one'), input('{"a":1}'));
    const [open2, two, close2] = block(2, tool('t2', 'two'), input('{"b":2}'));
    const events = eventsOf(start(), open1, open2, two, one, close2, close1, delta('tool_use'), STOP);
    expect(sumOf(events).toolCalls).toEqual([
      { name: 'one', arguments: '{"a":1}' },
      { name: 'two', arguments: '{"b":2}' },
    ]);
  });

  test("has no calls of ours in the vendor's own tools", () => {
    const events = [
      start(),
      ...block(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }, input('{"query":"x"}')),
      ...block(1, { type: 'web_search_tool_result', tool_use_id: 's', content: [{ title: 'X' }] }),
      ...block(2, { type: 'mcp_tool_use', id: 'm', name: 'remote', input: {} }, input('{}')),
      ...block(3, { type: 'compaction', content: null }, { type: 'compaction_delta', content: 'summary' }),
      ...block(4, { type: 'something_new', text: 'no', thinking: 'no' }, text('no'), thinking('no')),
      ...block(5, TEXT, text('found')),
      delta('pause_turn'),
      STOP,
    ];
    expect(logOf(...events)).toEqual(['text "found"', 'finish stop']);
  });
});

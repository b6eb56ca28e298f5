import { describe, expect, test } from 'vitest';
import { replay, sse, sumOf } from '../replay.ts';

/** gateways.md §5, cases 14 and 17: what vendors make of tool calls. */
const delta = (fields: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason }],
});
const END = delta({}, 'stop');

async function answerOf(chunks: readonly object[]) {
  const { events } = await replay({ body: sse(chunks) });
  return { ...sumOf(events), events };
}

describe('tool calls', () => {
  const call = (fields: object) => delta({ tool_calls: [fields] });
  const f = (name: string | undefined, input: string) => ({ function: { ...(name && { name }), arguments: input } });

  test.each([
    [
      'id and name once, arguments in pieces',
      [
        call({ index: 0, id: 'a', ...f('one', '') }),
        call({ index: 0, ...f(undefined, '{"x":') }),
        call({ index: 0, ...f(undefined, '1}') }),
      ],
      [['one', '{"x":1}']],
    ],
    ['whole in one delta', [call({ index: 0, id: 'a', ...f('one', '{}') })], [['one', '{}']]],
    [
      'indices that start at one and jump',
      [call({ index: 1, id: 'a', ...f('one', '1') }), call({ index: 7, id: 'b', ...f('two', '2') })],
      [
        ['one', '1'],
        ['two', '2'],
      ],
    ],
    [
      'every call at index 0 (DeepSeek, Ollama)',
      [call({ index: 0, id: 'a', ...f('one', '1') }), call({ index: 0, id: 'b', ...f('two', '2') })],
      [
        ['one', '1'],
        ['two', '2'],
      ],
    ],
    [
      'no index (Mistral)',
      [
        delta({
          tool_calls: [
            { id: 'a', ...f('one', '1') },
            { id: 'b', ...f('two', '2') },
          ],
        }),
      ],
      [
        ['one', '1'],
        ['two', '2'],
      ],
    ],
    [
      'neither index nor id: a name begins another',
      [call(f('one', '1')), call(f(undefined, '1')), call(f('two', '2'))],
      [
        ['one', '11'],
        ['two', '2'],
      ],
    ],
    [
      'interleaved',
      [
        call({ index: 0, id: 'a', ...f('one', '1') }),
        call({ index: 1, id: 'b', ...f('two', '2') }),
        call({ index: 0, ...f(undefined, '1') }),
        call({ index: 1, ...f(undefined, '2') }),
      ],
      [
        ['one', '11'],
        ['two', '22'],
      ],
    ],
    [
      'id and name repeated on every delta',
      [call({ index: 0, id: '0', ...f('one', '1') }), call({ index: 0, id: '0', ...f('one', '2') })],
      [['one', '12']],
    ],
    [
      'a known id wins over another index',
      [call({ index: 0, id: 'a', ...f('one', '1') }), call({ index: 3, id: 'a', ...f(undefined, '2') })],
      [['one', '12']],
    ],
    [
      'the name after the first arguments',
      [call({ index: 0, id: 'a', ...f(undefined, '{') }), call({ index: 0, ...f('one', '}') })],
      [['one', '{}']],
    ],
    [
      'arguments as an object',
      [call({ index: 0, id: 'a', function: { name: 'one', arguments: { x: 1 } } })],
      [['one', '{"x":1}']],
    ],
    [
      'empty and null arguments',
      [call({ index: 0, id: 'a', ...f('one', '') }), call({ index: 0, function: { arguments: null } })],
      [['one', '']],
    ],
    [
      'case 17: the legacy function_call',
      [delta({ function_call: { name: 'one', arguments: '{' } }), delta({ function_call: { arguments: '}' } })],
      [['one', '{}']],
    ],
    ['no name at all', [call({ index: 0, id: 'a', ...f(undefined, '{}') })], [['', '{}']]],
  ] as [string, object[], [string, string][]][])('case 14: %s', async (_, chunks, expected) => {
    const { toolCalls, text } = await answerOf([...chunks, END]);
    expect(toolCalls.map((found) => [found.name, found.arguments])).toEqual(expected);
    expect(text).toBe('');
  });

  test('have an id even where the vendor gives none, each its own', async () => {
    const { events } = await answerOf([call(f('one', '1')), call(f('two', '2')), END]);
    expect(events.flatMap((event) => (event.type === 'toolCall' ? [event.id] : []))).toEqual(['call_0', 'call_1']);
  });

  test('share a chunk with text', async () => {
    expect(
      await answerOf([delta({ content: 'I look.', tool_calls: [{ index: 0, id: 'a', ...f('one', '{}') }] }), END]),
    ).toMatchObject({
      ...{ text: 'I look.', toolCalls: [{ name: 'one', arguments: '{}' }] },
    });
  });
});

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
    [
      'the name of the function as the id of two calls',
      [
        call({ index: 0, id: 'f', ...f('f', '') }),
        call({ index: 0, ...f(undefined, '{"x":1}') }),
        call({ index: 1, id: 'f', ...f('f', '') }),
        call({ index: 1, ...f(undefined, '{"x":2}') }),
      ],
      [
        ['f', '{"x":1}'],
        ['f', '{"x":2}'],
      ],
    ],
    [
      'one id for two calls, repeated with the name on every delta',
      [
        call({ index: 0, id: 'f', ...f('f', '{"x"') }),
        call({ index: 0, id: 'f', ...f('f', ':1}') }),
        call({ index: 4, id: 'f', ...f('f', '{"x"') }),
        call({ index: 4, id: 'f', ...f('f', ':2}') }),
      ],
      [
        ['f', '{"x":1}'],
        ['f', '{"x":2}'],
      ],
    ],
    [
      'one call whose every delta has its id, its name and an index of its own, and a last one that says nothing',
      [
        call({ index: 0, id: 'a', ...f('one', '{"x"') }),
        call({ index: 1, id: 'a', ...f('one', ':1}') }),
        call({ index: 2, id: 'a', ...f('one', '') }),
      ],
      [['one', '{"x":1}']],
    ],
    [
      'another index on every delta of a call, without its name',
      [
        call({ index: 0, id: 'a', ...f('one', '') }),
        call({ index: 1, id: 'a', ...f(undefined, '{') }),
        call({ index: 2, id: 'a', ...f('', '}') }),
      ],
      [['one', '{}']],
    ],
    [
      'the name on another index than the first arguments',
      [call({ index: 0, id: 'a', ...f(undefined, '{') }), call({ index: 3, id: 'a', ...f('one', '}') })],
      [['one', '{}']],
    ],
    [
      'indices that restart',
      [
        call({ index: 0, id: 'a', ...f('one', '1') }),
        call({ index: 1, id: 'b', ...f('two', '2') }),
        call({ index: 0, id: 'c', ...f('one', '3') }),
        call({ index: 0, ...f(undefined, '3') }),
      ],
      [
        ['one', '1'],
        ['two', '2'],
        ['one', '33'],
      ],
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

  test('have an id each where the vendor gives them one', async () => {
    const ids = async (...calls: object[]) =>
      (await answerOf([...calls, END])).events.flatMap((event) =>
        event.type === 'toolCall' && event.id !== '' ? [event.id] : [],
      );
    const named = (index: number, id: string) => call({ index, id, ...f('f', '{}') });
    expect(await ids(named(0, 'f'), named(1, 'f'), named(2, 'f'))).toEqual(['f', 'call_1', 'call_2']);
    expect(await ids(named(0, 'call_1'), named(1, 'call_1'), named(2, 'call_2'))).toEqual([
      'call_1',
      'call_2',
      'call_3',
    ]);
  });

  test('share a chunk with text', async () => {
    expect(
      await answerOf([delta({ content: 'I look.', tool_calls: [{ index: 0, id: 'a', ...f('one', '{}') }] }), END]),
    ).toMatchObject({
      ...{ text: 'I look.', toolCalls: [{ name: 'one', arguments: '{}' }] },
    });
  });
});

describe('tool calls of a whole answer', () => {
  const call = (id: string, name: string) => ({
    id,
    type: 'function',
    function: { name, arguments: `{"of":"${id}"}` },
  });
  const choice = (message: object, fields: object = {}) => ({
    finish_reason: 'tool_calls',
    message: { role: 'assistant', ...message },
    ...fields,
  });

  async function wholeAnswerOf(...choices: unknown[]) {
    const { events } = await replay({ body: JSON.stringify({ object: 'chat.completion', choices }) });
    const ids = events.flatMap((event) => (event.type === 'toolCall' ? [event.id] : []));
    const { text, finish, toolCalls } = sumOf(events);
    return { text, finish, calls: toolCalls.map(({ name, arguments: input }) => `${name} ${input}`), ids };
  }

  test('may each stand in a choice of its own (GitHub Copilot, karthink/gptel#1284)', async () => {
    const one = choice({ tool_calls: [call('a', 'look')] });
    const two = choice({ tool_calls: [call('b', 'look')] });
    const expected = { finish: 'toolCalls', calls: ['look {"of":"a"}', 'look {"of":"b"}'], ids: ['a', 'b'] };
    expect(await wholeAnswerOf(choice({ content: 'I look.' }), one, two)).toEqual({ text: 'I look.', ...expected });
    expect(await wholeAnswerOf(one, null, two)).toEqual({ text: '', ...expected });
    expect(await wholeAnswerOf(choice({ content: 'I look.' }), choice({ tool_calls: null }), one)).toMatchObject({
      calls: ['look {"of":"a"}'],
    });
  });

  test('are those of the first choice where choices have an index', async () => {
    const first = choice({ content: 'I look.', tool_calls: [call('a', 'look')] }, { index: 0 });
    const second = choice({ tool_calls: [call('b', 'look')] }, { index: 1 });
    const expected = { text: 'I look.', calls: ['look {"of":"a"}'] };
    expect(await wholeAnswerOf(second, first)).toMatchObject(expected);
    expect(await wholeAnswerOf({ ...first, index: undefined }, second)).toMatchObject(expected);
  });

  test('are told apart where they share an id', async () => {
    const calls = [call('look', 'look'), call('look', 'look')];
    expect(await wholeAnswerOf(choice({ tool_calls: calls }))).toMatchObject({
      calls: ['look {"of":"look"}', 'look {"of":"look"}'],
      ids: ['look', 'call_1'],
    });
  });
});

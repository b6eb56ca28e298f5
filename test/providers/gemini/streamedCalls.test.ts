import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argumentPath } from '../../../src/providers/gemini/argumentPath.ts';
import { StreamedArguments } from '../../../src/providers/gemini/streamedArguments.ts';
import { GeminiConverter } from '../../../src/providers/gemini/toEvents.ts';
import { lines } from '../eventLines.ts';
import { sumOf } from '../replay.ts';

/** Events of an answer whose chunks hold one `functionCall` each. */
function eventsOf(...calls: object[]) {
  const converter = new GeminiConverter();
  const chunks = calls.map((functionCall) => ({ candidates: [{ content: { parts: [{ functionCall }] } }] }));
  const end = { candidates: [{ finishReason: 'STOP' }] };
  return [...[...chunks, end].flatMap((chunk) => [...converter.push(chunk)]), ...converter.end()];
}

const piece = (jsonPath: string, stringValue: string, willContinue?: true) => ({
  partialArgs: [{ jsonPath, stringValue, ...(willContinue ? { willContinue } : {}) }],
  willContinue: true,
});

describe('a call whose arguments are streamed', () => {
  test('is one call, whose arguments come when they are whole', () => {
    const events = eventsOf(
      { name: 'weather', willContinue: true },
      piece('$.place', 'Bos', true),
      piece('$.place', 'ton', true),
      piece('$.place', ''),
      { willContinue: true },
      {
        partialArgs: [
          { jsonPath: '$.days', numberValue: 3 },
          { jsonPath: '$.metric', boolValue: true },
        ],
        willContinue: true,
      },
      {},
    );
    expect(lines(events)).toEqual([
      'toolCall 0 call_0 weather ',
      'toolCall 0   {"place":"Boston","days":3,"metric":true}',
      'finish toolCalls',
    ]);
  });

  test('may be followed by others, streamed or whole', () => {
    const events = eventsOf(
      { name: 'read', id: 'x1', willContinue: true },
      piece('$.path', 'a'),
      {},
      { name: 'now', id: 'x2' },
      { name: 'read', id: 'x3', willContinue: true },
      piece('$.path', 'b'),
      { name: 'list', id: 'x4', args: { all: true } },
    );
    expect(lines(events)).toEqual([
      'toolCall 0 x1 read ',
      'toolCall 0   {"path":"a"}',
      'toolCall 1 x2 now {}',
      'toolCall 2 x3 read ',
      'toolCall 2   {"path":"b"}',
      'toolCall 3 x4 list {"all":true}',
      'finish toolCalls',
    ]);
  });

  test('is whole at the end of the answer although its own end was never said', () => {
    expect(lines(eventsOf({ name: 'read', willContinue: true }, piece('$.path', 'a')))).toEqual([
      'toolCall 0 call_0 read ',
      'toolCall 0   {"path":"a"}',
      'finish toolCalls',
    ]);
  });

  test('may come whole in its first part', () => {
    const call = { name: 'read', partialArgs: [{ jsonPath: '$.path', stringValue: 'a' }] };
    expect(sumOf(eventsOf(call)).toolCalls).toEqual([{ name: 'read', arguments: '{"path":"a"}' }]);
  });

  test('may get some of them whole', () => {
    const events = eventsOf(
      { name: 'read', args: { path: 'a' }, willContinue: true },
      { args: { line: 1 }, willContinue: true },
      piece('$.mode', 'r'),
    );
    expect(sumOf(events).toolCalls).toEqual([{ name: 'read', arguments: '{"path":"a","line":1,"mode":"r"}' }]);
  });

  test.each([
    ['nothing', {}],
    ['pieces', piece('$.a', 'x')],
    ['arguments', { args: { a: 1 } }],
  ])('needs a beginning: %s without a name is no call', (_, call) => {
    expect(lines(eventsOf(call))).toEqual(['finish stop']);
  });

  test('goes back as one part, with the signature of its first', () => {
    const converter = new GeminiConverter();
    const part = (fields: object) => [...converter.push({ candidates: [{ content: { parts: [fields] } }] })];
    part({ functionCall: { name: 'read', willContinue: true }, thoughtSignature: 'c2ln' });
    part({ functionCall: piece('$.path', 'a') });
    part({ functionCall: {} });
    const verbatim = [...converter.end()].find(({ type }) => type === 'verbatim');
    const functionCall = { name: 'read', args: { path: 'a' } };
    expect(JSON.parse(JSON.stringify(verbatim))).toEqual({
      type: 'verbatim',
      content: { parts: [{ functionCall, thoughtSignature: 'c2ln' }] },
    });
  });
});

describe('a path of streamed arguments', () => {
  test.each([
    ['$.a', ['a']],
    ['$.a.b[0].c', ['a', 'b', 0, 'c']],
    ['$.steps[10]', ['steps', 10]],
    ["$['two words'].x", ['two words', 'x']],
    ['$["a.b[0]"]', ['a.b[0]']],
    ["$['it\\'s \\u00e9']", ["it's é"]],
    ['$.naïve-name', ['naïve-name']],
    ['$[0]', [0]],
    ['$', undefined],
    ['a', undefined],
    ['$..a', undefined],
    ['$.a[*]', undefined],
    ['$.a[-1]', undefined],
    ["$['open", undefined],
  ])('%s leads through %o', (path, expected) => {
    expect(argumentPath(path)).toEqual(expected);
  });
});

describe('streamed arguments', () => {
  const assembled = (...args: Parameters<StreamedArguments['push']>[0][]) => {
    const streamed = new StreamedArguments();
    for (const arg of args) streamed.push(arg);
    return JSON.stringify(streamed.root);
  };

  test('stand where their paths say, in whatever order they come', () => {
    expect(
      assembled(
        { jsonPath: '$.list[1].name', stringValue: 'b' },
        { jsonPath: '$.list[0].name', stringValue: 'a' },
        { jsonPath: '$.matrix[0][1]', numberValue: 2 },
        { jsonPath: '$.nothing', nullValue: 'NULL_VALUE' },
        { jsonPath: '$.empty', stringValue: '' },
      ),
    ).toBe('{"list":[{"name":"a"},{"name":"b"}],"matrix":[[null,2]],"nothing":null,"empty":""}');
  });

  test('may be called anything', () => {
    expect(assembled({ jsonPath: '$.__proto__.x', stringValue: 'y' })).toBe('{"__proto__":{"x":"y"}}');
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  test('that contradict each other, lead nowhere or into the far end of a list are left out', () => {
    expect(
      assembled(
        { jsonPath: '$.a', stringValue: 'x' },
        { jsonPath: '$.a.b', stringValue: 'y' },
        { jsonPath: '$.list[0]', numberValue: 1 },
        { jsonPath: '$.list.member', numberValue: 2 },
        { jsonPath: '$.list[999999]', numberValue: 3 },
        { jsonPath: '$.none' },
        { stringValue: 'z' },
      ),
    ).toBe('{"a":"x","list":[1]}');
  });

  test('of any object come back as that object', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        leaf,
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.string(), tie('tree'), { minKeys: 1, maxKeys: 3 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), tree, { minKeys: 1, maxKeys: 4 }), (object) => {
        const pieces = [...leavesOf(object, '$')];
        expect(JSON.parse(assembled(...pieces))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});

/** Every leaf with its path, strings in two pieces. */
function* leavesOf(value: unknown, path: string): Generator<Parameters<StreamedArguments['push']>[0]> {
  if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      const segment = Array.isArray(value) ? name : JSON.stringify(name);
      yield* leavesOf(child, `${path}[${segment}]`);
    }
  } else if (typeof value === 'string') {
    const half = Math.floor(value.length / 2);
    yield { jsonPath: path, stringValue: value.slice(0, half) };
    yield { jsonPath: path, stringValue: value.slice(half) };
  } else if (typeof value === 'number') yield { jsonPath: path, numberValue: value };
  else if (typeof value === 'boolean') yield { jsonPath: path, boolValue: value };
  else yield { jsonPath: path, nullValue: 'NULL_VALUE' };
}

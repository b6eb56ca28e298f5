import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay, sumOf } from '../replay.ts';
import { completed, delta, END, eventsOf, ITEMS, joined, logOf, SAID, USED } from './converted.ts';
import { ALL, type Carriers, call, message, response, streamed, summary, thoughts } from './streamed.ts';

describe('a response, said as', () => {
  test.each<[string, Partial<Carriers>]>([
    ['OpenAI streams it: everything up to three times', {}],
    ['deltas and an empty final output (the chatgpt backend)', { final: false }],
    ['deltas alone', { done: false, itemDone: false, final: false }],
    ['deltas of items that were never announced', { added: false }],
    ['the events that repeat the deltas alone (LM Studio has arguments only there)', { deltas: false, final: false }],
    ['finished items alone', { added: false, deltas: false, done: false, final: false }],
    ['the finished response alone', { added: false, deltas: false, done: false, itemDone: false }],
  ])('%s, is said once', (_, carriers) => {
    expect(joined(streamed(ITEMS, { ...ALL, ...carriers }))).toEqual(SAID);
  });

  test('one JSON body, is the same', async () => {
    expect(joined([response(ITEMS)])).toEqual(SAID);
    const { log } = await replay({ body: JSON.stringify(response(ITEMS), null, 1) }, { api: 'openai-responses' });
    expect(log).toEqual(expect.arrayContaining(SAID.slice(0, -1)));
  });

  test('any mixture that leaves nothing out, is said once', () => {
    const text = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
    const item = fc.oneof(
      fc.array(text, { minLength: 1, maxLength: 3 }).map((texts) => (id: string) => message(id, ...texts)),
      fc.array(text, { minLength: 1, maxLength: 3 }).map((texts) => (id: string) => summary(id, ...texts)),
      fc.array(text, { minLength: 1, maxLength: 3 }).map((texts) => (id: string) => thoughts(id, ...texts)),
      text.map((value) => (id: string) => call(id, 'f', JSON.stringify({ value }))),
    );
    const output = fc.array(item, { maxLength: 6 }).map((makers) => makers.map((make, at) => make(`it_${at}`)));
    const carriers = fc
      .record({
        added: fc.boolean(),
        deltas: fc.boolean(),
        done: fc.boolean(),
        itemDone: fc.boolean(),
        final: fc.boolean(),
      })
      // A call's name stands in its item only.
      .filter(({ added, deltas, done, itemDone, final }) => itemDone || final || (added && (deltas || done)));
    fc.assert(
      fc.property(output, carriers, (items, ways) => {
        const whole = sumOf(eventsOf([response(items)]));
        const { details: _, ...sum } = sumOf(eventsOf(streamed(items, ways)));
        const { details: __, ...expected } = whole;
        expect(sum).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe('items are told apart', () => {
  test('by their place where their ids change with every event (GitHub Copilot)', () => {
    let id = 0;
    const events = streamed(ITEMS).map((event) => {
      const { item } = event as { item?: object };
      return { ...event, item_id: `x${id++}`, ...(item ? { item: { ...item, id: `x${id++}` } } : {}) };
    });
    expect(joined(events)).toEqual(SAID);
  });

  test('by their ids where all have the same place', () => {
    const events = streamed(ITEMS).map((event) => ({
      ...event,
      ...('output_index' in event ? { output_index: 0 } : {}),
    }));
    expect(joined(events)).toEqual(SAID);
  });

  test('by their place where all have the same id', () => {
    const events = streamed(ITEMS).map((event) => {
      const { item } = event as { item?: object };
      return {
        ...event,
        ...('item_id' in event ? { item_id: 'x' } : {}),
        ...(item ? { item: { ...item, id: 'x' } } : {}),
      };
    });
    expect(joined(events)).toEqual(SAID);
  });

  test.each([true, false])('by their order where they have neither (announced: %s)', (added) => {
    const events = streamed(ITEMS, { ...ALL, added, final: false }).map((event) => {
      const {
        item_id: _,
        output_index: __,
        ...rest
      } = event as { item_id?: string; output_index?: number; item?: object };
      return { ...rest, ...(rest.item ? { item: { ...rest.item, id: undefined } } : {}) };
    });
    expect(joined(events)).toEqual(SAID);
  });

  test('where the finished response gives them new ids (OpenRouter)', () => {
    const renamed = ITEMS.map((item, index) => ({ ...item, id: `new_${index}` }));
    expect(joined([...streamed(ITEMS, { ...ALL, final: false }).slice(0, -1), completed(renamed)])).toEqual(SAID);
  });

  test('by their ids alone, unannounced', () => {
    const events = streamed([message('a', 'Hello, '), message('b', 'world')], {
      ...ALL,
      added: false,
      itemDone: false,
    });
    const placeless = events.map((event) => ({ ...event, output_index: undefined }));
    expect(logOf(...placeless)).toEqual(['text "Hello, world"', ...END]);
  });

  test('from an item that is told twice', () => {
    const done = (item: object) => ({ type: 'response.output_item.done', output_index: 0, item });
    const said = done(message('a', 'Hi'));
    expect(logOf(said, said, completed([]))).toEqual(['text "Hi"', ...END]);
    const nameless = done({ ...message('a', 'Hi'), id: undefined });
    expect(logOf(nameless, nameless, completed([]))).toEqual(['text "HiHi"', ...END]);
  });

  test('by their order where neither is known and one ends late', () => {
    const reasoned = { type: 'response.reasoning_text.delta', content_index: 0, delta: 'Hm' };
    const late = { type: 'response.reasoning_text.done', content_index: 0, text: 'Hm.' };
    expect(logOf(reasoned, delta('Hi', {}), late, delta('!', {}))).toEqual([
      'reasoning "Hm"',
      'text "Hi"',
      'reasoning "."',
      'text "!"',
    ]);
  });

  test('although the finished response leaves the empty ones out, or brings some', () => {
    const told = streamed([message('a', ''), message('b', 'Hi'), message('c')], { ...ALL, final: false }).slice(0, -1);
    expect(logOf(...told, completed([message('new', 'Hi')]))).toEqual(['text "Hi"', ...END]);
    const one = streamed([message('b', 'Hi')], { ...ALL, final: false }).slice(0, -1);
    expect(logOf(...one, completed([message('x', ''), message('y'), message('z', 'Hi')]))).toEqual([
      'text "Hi"',
      ...END,
    ]);
  });

  test('although only the second of them was streamed', () => {
    const told = streamed([message('b', 'second')], { ...ALL, final: false }).slice(0, -1);
    expect(logOf(...told, completed([message('a', 'first, '), message('b', 'second')]))).toEqual([
      'text "secondfirst, "',
      ...END,
    ]);
  });

  test('although their first delta comes before they are announced', () => {
    const [, , added, first, ...rest] = streamed([message('a', 'Hello, world')]);
    expect(logOf(first, added, ...rest)).toEqual(['text "Hello, world"', ...END]);
  });

  test('although a call has another id when it is finished', () => {
    const [, , ...events] = streamed([call('a', 'read', '{}')]);
    const renamed = {
      type: 'response.output_item.done',
      output_index: 0,
      item: { ...call('a', 'read', '{}'), call_id: 'other' },
    };
    expect(joined([...events.slice(0, -2), renamed, completed([])])).toEqual([
      'toolCall 0 call_a read {}',
      'finish toolCalls',
      USED,
    ]);
  });

  test.each([
    [0, 1],
    [0, 0],
  ])('where two calls come piece by piece at the same time (places %i and %i)', (first, second) => {
    const args = (item_id: string, output_index: number, piece: string) => ({
      type: 'response.function_call_arguments.delta',
      item_id,
      output_index,
      delta: piece,
    });
    const added = (output_index: number, id: string, name: string) => ({
      type: 'response.output_item.added',
      output_index,
      item: call(id, name, ''),
    });
    expect(
      logOf(
        added(first, 'a', 'read'),
        added(second, 'b', 'list'),
        args('a', first, '{"x"'),
        args('b', second, '{}'),
        args('a', first, ':1}'),
      ),
    ).toEqual([
      'toolCall 0 call_a read ',
      'toolCall 1 call_b list ',
      'toolCall 0   {"x"',
      'toolCall 1   {}',
      'toolCall 0   :1}',
    ]);
  });
});

describe('what was streamed', () => {
  test('counts where the final response says something else', () => {
    expect(logOf(delta('Hello'), completed([message('msg_0', 'HELLO, world')]))).toEqual(['text "Hello"', ...END]);
  });

  test('is completed by the final response where pieces are missing at its end', () => {
    expect(logOf(delta('Hello'), completed([message('msg_0', 'Hello, world')]))).toEqual([
      'text "Hello, world"',
      ...END,
    ]);
  });

  test('may be reasoning in two forms that say the same, and counts once', () => {
    const both = { ...thoughts('rs_0', 'raw thoughts'), summary: [{ type: 'summary_text', text: 'in short' }] };
    const content = {
      type: 'response.reasoning_text.delta',
      item_id: 'rs_0',
      output_index: 0,
      content_index: 0,
      delta: 'raw',
    };
    expect(logOf(content, completed([both]))).toEqual(['reasoning "raw thoughts"', ...END]);
    expect(logOf(response([both]))).toEqual(['reasoning "in short"', ...END]);
    const short = {
      ...content,
      type: 'response.reasoning_summary_text.delta',
      content_index: undefined,
      delta: 'short',
    };
    expect(logOf(content, short, content, short)).toEqual(['reasoning "rawraw"']);
  });

  test('may be a refusal, which is the answer', () => {
    const refused = { ...message('msg_0'), content: [{ type: 'refusal', refusal: 'I cannot help.' }] };
    for (const ways of [
      {},
      { done: false, itemDone: false, final: false },
      { deltas: false, itemDone: false, final: false },
    ]) {
      expect(logOf(...streamed([refused], { ...ALL, ...ways }))).toEqual(['text "I cannot help."', ...END]);
    }
    expect(logOf(response([refused]))).toEqual(['text "I cannot help."', ...END]);
  });

  test('may be told by its finished parts alone', () => {
    const part = (at: object) => ({ type: 'response.content_part.done', output_index: 0, content_index: 0, part: at });
    expect(logOf(part({ type: 'refusal', refusal: 'No.' }), completed([]))).toEqual(['text "No."', ...END]);
    expect(logOf(part({ type: 'reasoning_text', text: 'Hm.' }), completed([]))).toEqual(['reasoning "Hm."', ...END]);
    const summed = {
      type: 'response.reasoning_summary_part.done',
      summary_index: 1,
      part: { type: 'summary_text', text: 'So.' },
    };
    expect(logOf(summed, completed([]))).toEqual(['reasoning "So."', ...END]);
  });

  test('may have arguments as an object, and a call without an id of its own', () => {
    const odd = { type: 'function_call', id: 'fc_0', name: 'read', arguments: { path: 'a' } };
    expect(logOf(completed([odd]))).toEqual(['toolCall 0 fc_0 read {"path":"a"}', 'finish toolCalls', USED]);
  });

  test('may be a call that never gets a name, which is told before the end', () => {
    const nameless = { type: 'response.function_call_arguments.delta', item_id: 'fc_0', output_index: 0, delta: '{}' };
    expect(logOf(nameless, completed([]))).toEqual(['toolCall 0 call_0  {}', 'finish toolCalls', USED]);
  });

  test("may have empty or broken arguments: they are the model's own", () => {
    expect(logOf(...streamed([call('a', 'now', '')]))).toEqual(['toolCall 0 call_a now ', 'finish toolCalls', USED]);
    expect(joined(streamed([call('a', 'now', '{"x":')]))).toContain('toolCall 0 call_a now {"x":');
  });
});

import { describe, expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import { MessagesConverter } from '../../../src/providers/anthropicMessages/toEvents.ts';
import { toRequest } from '../../../src/providers/anthropicMessages/toRequest.ts';
import { withTexts } from '../../../src/providers/textPlaces.ts';
import { aSetup } from './aSetup.ts';
import { block, delta, input, STOP, signature, start, text, thinking } from './wireEvents.ts';

const THINKING = { type: 'thinking', thinking: '', signature: '' };
const TEXT = { type: 'text', text: '' };
const USE = { type: 'tool_use', id: 't', name: 'now', input: {}, caller: { type: 'direct' } };

/** The text block of a turn that said `plain`. */
const PLAIN = { type: 'text', textLength: 5 };

/** What must go back of an answer, with its text in place. */
function keptOf(...values: unknown[]): unknown {
  const converter = new MessagesConverter();
  const events = [...values.flatMap((value) => [...converter.push(value)]), ...converter.end()];
  const kept = events.filter((event) => event.type === 'verbatim');
  expect(kept.length).toBeLessThan(2);
  const said = events.flatMap((event) => (event.type === 'text' ? event.delta : [])).join('');
  const content = kept[0]?.content as Record<string, unknown>[] | undefined;
  expect(content?.filter(({ type, text }) => type === 'text' && text !== undefined) ?? []).toEqual([]);
  return content && withTexts(content, said);
}

const answer = (reason: string, ...blocks: object[][]) => [start(), ...blocks.flat(), delta(reason), STOP];

/** The turns that are sent when an assistant's turn was kept like this; in plain words it said `plain`. */
function turnsWith(content: unknown, without: readonly string[] = []): unknown {
  const before: ChatMessage = { ...textMessage('assistant', 'plain'), verbatim: { model: 'a/m', content } };
  const messages = [textMessage('user', 'hi'), before, textMessage('user', 'and?')];
  const call = { providerId: 'a', modelName: 'claude-opus-5-5', messages, without, onActivity() {} };
  return (toRequest(call, aSetup('http://127.0.0.1')).messages as { content: unknown }[])[1]?.content;
}

describe('an answer', () => {
  test('of text and tool calls alone is told in our own words', () => {
    expect(keptOf(...answer('tool_use', block(0, TEXT, text('a')), block(1, USE, input('{}'))))).toBeUndefined();
  });

  test('with thinking is kept as it came, with its signature and the input of its calls', () => {
    const events = answer(
      'tool_use',
      block(0, THINKING, thinking('h'), thinking('m'), signature('sig')),
      block(1, { type: 'redacted_thinking', data: 'xyz' }),
      block(2, TEXT, text('so'), text('on')),
      block(3, USE, input('{"a"'), input(':1}')),
      block(4, { ...USE, id: 'u' }, input('')),
      block(5, { ...USE, id: 'v' }, input('{"cut')),
    );
    expect(keptOf(...events)).toEqual([
      { type: 'thinking', thinking: 'hm', signature: 'sig' },
      { type: 'redacted_thinking', data: 'xyz' },
      { type: 'text', text: 'soon' },
      { ...USE, input: { a: 1 } },
      { ...USE, id: 'u' },
      { ...USE, id: 'v' },
    ]);
  });

  test('whose thinking is hidden keeps its signature', () => {
    expect(keptOf(...answer('end_turn', block(0, THINKING, signature('sig')), block(1, TEXT, text('a'))))).toEqual([
      { type: 'thinking', thinking: '', signature: 'sig' },
      { type: 'text', text: 'a' },
    ]);
  });

  test("with the vendor's own tools is kept, with what they found and the citations", () => {
    const search = { type: 'server_tool_use', id: 's', name: 'web_search', input: {} };
    const found = { type: 'web_search_tool_result', tool_use_id: 's', content: [{ encrypted_content: 'e' }] };
    const citation = { type: 'web_search_result_location', encrypted_index: 'i' };
    const events = answer(
      'end_turn',
      block(0, search, input('{"query":'), input('"x"}')),
      block(1, found),
      block(2, { ...TEXT, citations: [] }, { type: 'citations_delta', citation }, text('a')),
      block(
        3,
        { type: 'compaction', content: null },
        { type: 'compaction_delta', content: 'sum', encrypted_content: 'c' },
      ),
    );
    expect(keptOf(...events)).toEqual([
      { ...search, input: { query: 'x' } },
      found,
      { type: 'text', text: 'a', citations: [citation] },
      { type: 'compaction', content: 'sum', encrypted_content: 'c' },
    ]);
  });

  test('with citations is kept for them', () => {
    const cited = block(0, TEXT, text('a'), { type: 'citations_delta', citation: { url: 'u' } });
    expect(keptOf(...answer('end_turn', cited))).toEqual([{ type: 'text', text: 'a', citations: [{ url: 'u' }] }]);
  });

  test('that came whole is kept the same', () => {
    const content = [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { ...USE, input: { a: 1 } },
    ];
    expect(keptOf({ type: 'message', content, stop_reason: 'tool_use' })).toEqual(content);
  });

  test('that was refused or cut off is not kept', () => {
    const blocks = [block(0, THINKING, thinking('hm'), signature('s')), block(1, TEXT, text('Hi'))];
    expect(keptOf(...answer('refusal', ...blocks))).toBeUndefined();
    expect(keptOf(...answer('end_turn', ...blocks).slice(0, -2))).toBeUndefined();
  });
});

describe('a turn that was kept', () => {
  const content = [
    { type: 'thinking', thinking: '', signature: 'sig', extra: 1 },
    { type: 'something_new', data: [1] },
    PLAIN,
  ];
  const sent = [...content.slice(0, -1), { type: 'text', text: 'plain' }];

  test('goes back unchanged in the place of our own words, save empty texts', () => {
    expect(turnsWith(content)).toEqual(sent);
    expect(turnsWith([...content, { type: 'text', text: ' ' }])).toEqual(sent);
  });

  test.each([
    ['nothing', undefined],
    ['no list', { type: 'text', text: 'x' }],
    ['an empty list', []],
    ['no blocks', ['x']],
    ['of another text', [...content.slice(0, -1), { ...PLAIN, textLength: 4 }]],
    ['of no text', content.slice(0, -1)],
    [
      'of a text before nothing',
      [
        { ...PLAIN, textLength: -5 },
        { ...PLAIN, textLength: 10 },
      ],
    ],
    ['thinking and no more', [PLAIN, { type: 'thinking', thinking: 'x', signature: 's' }]],
    [
      'cut off in encrypted thinking',
      [...content, { type: 'redacted_thinking', data: 'x' }, { type: 'text', text: ' ' }],
    ],
    ['a block without its kind', [PLAIN, { text: 'x' }]],
    ['thinking without its signature', [{ type: 'thinking', thinking: 'x' }, PLAIN]],
    ['a call without its input', [PLAIN, { type: 'tool_use', id: 't', name: 'n', input: '{}' }]],
    ['a call without its id', [PLAIN, { type: 'tool_use', id: '', name: 'n', input: {} }]],
    ['redacted thinking without its data', [{ type: 'redacted_thinking' }, PLAIN]],
    ['a text without text', [PLAIN, { type: 'text', text: 7 }]],
  ])('and is %s on disk is told in our own words', (_, broken) => {
    expect(turnsWith(broken)).toEqual([{ type: 'text', text: 'plain' }]);
  });

  test('and is refused is told in our own words', () => {
    expect(turnsWith(content, ['messages.thinking'])).toEqual([{ type: 'text', text: 'plain' }]);
  });

  test('has results for its calls, which other calls take no ids from', () => {
    const use = { type: 'tool_use', id: 't', name: 'now', input: {} };
    const call = { type: 'toolCall', id: 't', name: 'now', arguments: '{}' } as const;
    const result: ChatMessage = { role: 'tool', parts: [{ type: 'toolResult', id: 't', name: 'now', content: [] }] };
    const kept: ChatMessage = { role: 'assistant', parts: [call], verbatim: { model: 'a/m', content: [use] } };
    const messages = [textMessage('user', 'hi'), kept, result, { role: 'assistant', parts: [call] } as const, result];
    const request = { providerId: 'a', modelName: 'claude-opus-5-5', messages, onActivity() {} };
    expect(toRequest(request, aSetup('http://127.0.0.1')).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
      { role: 'assistant', content: [use] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't' }] },
      { role: 'assistant', content: [{ ...use, id: 't_2' }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't_2' }] },
    ]);
  });
});

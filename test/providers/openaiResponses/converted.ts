import type { ProviderEvent } from '../../../src/core/ports/provider.ts';
import { ResponsesConverter } from '../../../src/providers/openaiResponses/toEvents.ts';
import { lines } from '../eventLines.ts';
import { sumOf } from '../replay.ts';
import { call, type Item, message, response, summary } from './streamed.ts';

/** What the usage of `response` is in our terms. */
export const USED = 'usage 10 (4 cached) + 6 (2 reasoning)';
/** How a finished response ends. */
export const END = ['finish stop', USED];

/** What the converter makes of the values of one answer. */
export function eventsOf(values: readonly unknown[]): ProviderEvent[] {
  const converter = new ResponsesConverter();
  return [...values.flatMap((value) => [...converter.push(value)]), ...converter.end()];
}

/** The same as lines; usage is looked at last, wherever it comes. */
export function logOf(...values: unknown[]): string[] {
  const events = eventsOf(values);
  const isUsage = (event: ProviderEvent) => event.type === 'usage';
  return lines([...events.filter((event) => !isUsage(event)), ...events.filter(isUsage)]);
}

/** A piece of the first message. */
export const delta = (text: string, at: object = { output_index: 0, item_id: 'msg_0', content_index: 0 }) => ({
  type: 'response.output_text.delta',
  ...at,
  delta: text,
});

/** The last event of a stream. */
export const completed = (output: readonly Item[], fields: object = {}) => ({
  type: 'response.completed',
  response: response(output, fields),
});

/** Reasoning, a text of two parts, two calls at once. */
export const ITEMS = [
  summary('rs_0', '**Looking** at it', 'and again'),
  message('msg_1', 'Let me look. ', 'Now. 🙂'),
  call('fc_2', 'read', '{"path":"a.ts"}'),
  call('fc_3', 'list', '{}'),
];
/** What these items say. */
export const SAID = [
  'reasoning "**Looking** at itand again"',
  'text "Let me look. Now. 🙂"',
  'toolCall 0 call_fc_2 read {"path":"a.ts"}',
  'toolCall 1 call_fc_3 list {}',
  'finish toolCalls',
  USED,
];

/** The log with the pieces of each call joined, so that the cut of its deltas does not matter. */
export function joined(values: readonly unknown[]): string[] {
  const events = eventsOf(values);
  const { toolCalls } = sumOf(events);
  const ids = events.flatMap((event) => (event.type === 'toolCall' && event.name !== '' ? [event.id] : []));
  const others = events.filter(({ type }) => type !== 'toolCall');
  const of = (isIt: (type: ProviderEvent['type']) => boolean) => lines(others.filter(({ type }) => isIt(type)));
  const called = toolCalls.map(({ name, arguments: args }, index) => `toolCall ${index} ${ids[index]} ${name} ${args}`);
  return [
    ...of((type) => type !== 'usage' && type !== 'finish'),
    ...called,
    ...of((type) => type === 'finish'),
    ...of((type) => type === 'usage'),
  ];
}

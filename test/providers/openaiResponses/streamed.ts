/** An output item as OpenAI finishes it. */
export type Item = Readonly<Record<string, unknown>>;

/** Which of the ways to say a thing a server uses; OpenAI uses all of them. */
export interface Carriers {
  readonly added: boolean;
  readonly deltas: boolean;
  /** `output_text.done`, `function_call_arguments.done` and the like, and `content_part.done`. */
  readonly done: boolean;
  readonly itemDone: boolean;
  readonly final: boolean;
}

export const ALL: Carriers = { added: true, deltas: true, done: true, itemDone: true, final: true };

export const message = (id: string, ...texts: string[]): Item => ({
  type: 'message',
  id,
  role: 'assistant',
  status: 'completed',
  content: texts.map((text) => ({ type: 'output_text', text, annotations: [] })),
});

export const summary = (id: string, ...texts: string[]): Item => ({
  type: 'reasoning',
  id,
  summary: texts.map((text) => ({ type: 'summary_text', text })),
});

export const thoughts = (id: string, ...texts: string[]): Item => ({
  type: 'reasoning',
  id,
  summary: [],
  content: texts.map((text) => ({ type: 'reasoning_text', text })),
});

export const call = (id: string, name: string, args: string): Item => ({
  type: 'function_call',
  id,
  call_id: `call_${id}`,
  name,
  arguments: args,
  status: 'completed',
});

export const USAGE = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 6,
  output_tokens_details: { reasoning_tokens: 2 },
  total_tokens: 16,
};

/** A response object; its output may be left out, as some servers do. */
export function response(output: readonly Item[], fields: object = {}): object {
  return {
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    error: null,
    incomplete_details: null,
    model: 'm-1',
    output,
    service_tier: 'default',
    usage: USAGE,
    ...fields,
  };
}

/** The events of a stream that says these items, piece by piece. */
export function streamed(items: readonly Item[], carriers: Carriers = ALL, end?: object): object[] {
  const open = { object: 'response', status: 'in_progress', output: [], usage: null, model: 'm-1', error: null };
  const last = end ?? {
    type: 'response.completed',
    response: response(carriers.final ? items : []),
  };
  return [
    { type: 'response.created', response: open },
    { type: 'response.in_progress', response: open },
    ...items.flatMap((item, index) => itemEvents(item, index, carriers)),
    last,
  ].map((event, sequence_number) => ({ ...event, sequence_number }));
}

function itemEvents(item: Item, output_index: number, { added, deltas, done, itemDone }: Carriers): object[] {
  const begun = { ...item, status: 'in_progress', ...emptied(item) };
  const at = { item_id: item.id, output_index };
  return [
    ...(added ? [{ type: 'response.output_item.added', output_index, item: begun }] : []),
    ...textsOf(item).flatMap(({ event, field, part, text, place }) => [
      ...(deltas
        ? pieces(text).map((delta) => ({ type: `${event}.delta`, ...at, ...place, delta, obfuscation: 'x' }))
        : []),
      ...(done ? [{ type: `${event}.done`, ...at, ...place, [field]: text }] : []),
      ...(done && part ? [{ type: part, ...at, ...place, part: { type: `${event.slice(9)}`, text } }] : []),
    ]),
    ...(itemDone ? [{ type: 'response.output_item.done', output_index, item }] : []),
  ];
}

interface Text {
  readonly event: string;
  readonly field: string;
  readonly part?: string;
  readonly text: string;
  readonly place: object;
}

function textsOf(item: Item): Text[] {
  const list = (name: string) => (item[name] ?? []) as { type: string; text: string; refusal?: string }[];
  const done = 'response.content_part.done';
  switch (item.type) {
    case 'message':
      return list('content').map(({ text, refusal }, content_index) =>
        refusal === undefined
          ? { event: 'response.output_text', field: 'text', part: done, text, place: { content_index } }
          : { event: 'response.refusal', field: 'refusal', text: refusal, place: { content_index } },
      );
    case 'reasoning':
      return [
        ...list('summary').map(({ text }, summary_index) => ({
          event: 'response.reasoning_summary_text',
          field: 'text',
          text,
          place: { summary_index },
        })),
        ...list('content').map(({ text }, content_index) => ({
          event: 'response.reasoning_text',
          field: 'text',
          part: done,
          text,
          place: { content_index },
        })),
      ];
    case 'function_call':
      return [
        { event: 'response.function_call_arguments', field: 'arguments', text: String(item.arguments), place: {} },
      ];
    default:
      return [];
  }
}

function emptied(item: Item): object {
  return {
    ...('content' in item ? { content: [] } : {}),
    ...('summary' in item ? { summary: [] } : {}),
    ...('arguments' in item ? { arguments: '' } : {}),
  };
}

/** Two or three characters each; pairs of surrogates may be cut, as they are on the wire. */
function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,3}/g) ?? [];
}

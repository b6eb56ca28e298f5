import type { Frame } from '../dialect.ts';
import type { Turn } from '../turn.ts';
import { answerId } from './answerId.ts';
import { azureFilter } from './azureFilter.ts';
import { usageOf } from './usage.ts';

type Delta = Readonly<Record<string, unknown>>;

/** A streamed chat completion: role, reasoning, text, tool calls, finish reason, usage if asked for, `[DONE]`. */
export function* frames(turn: Turn): Generator<Frame> {
  const { behaviour, request, vendor } = turn;
  let output = 0;
  const usage = () => (behaviour.usage === 'everyChunk' ? { usage: usageOf(turn, output) } : {});
  const delta = (content: Delta, more: Partial<Frame> = {}): Frame => ({
    data: chunk(turn, { choices: [choice(turn, content, null)], ...usage() }),
    ...more,
  });

  if (vendor === 'azure') {
    const results = [{ prompt_index: 0, content_filter_results: azureFilter }];
    const empty = { id: '', object: '', created: 0, model: '', choices: [] };
    yield { data: JSON.stringify({ ...empty, prompt_filter_results: results }) };
  }
  yield { data: chunk(turn, { choices: [choice(turn, { role: 'assistant', content: '' }, null)] }) };
  for (const token of turn.reasoning) yield delta(reasoningDelta(turn, token), { carries: 'reasoning' });
  for (const token of turn.text) {
    output++;
    yield delta({ content: token }, { carries: 'output' });
  }
  for (const [index, { id, name, pieces }] of turn.calls.entries()) {
    yield delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
    for (const piece of pieces) {
      output++;
      yield delta({ tool_calls: [{ index, function: { arguments: piece } }] }, { carries: 'output' });
    }
  }

  const withFinish = vendor === 'mistral' && behaviour.usage !== 'none' ? { usage: usageOf(turn, output) } : usage();
  yield { data: chunk(turn, { choices: [choice(turn, {}, turn.finish)], ...withFinish }), closing: true };
  if (reportsUsage(turn)) {
    // OpenRouter repeats the finish reason; the others send no choice.
    const choices = vendor === 'openrouter' ? [choice(turn, { content: '' }, turn.finish)] : [];
    yield { data: chunk(turn, { choices, usage: usageOf(turn, output) }) };
  }
  if (!behaviour.omitDone) yield { data: '[DONE]' };

  function reportsUsage({ behaviour }: Turn): boolean {
    if ((behaviour.usage ?? 'last') !== 'last' || vendor === 'mistral') return false;
    return request.includeUsage || vendor === 'openrouter';
  }
}

/** An error in the middle: a payload of its own, at OpenRouter a chunk whose finish reason is `error`. */
export function errorFrames(turn: Turn, body: unknown): Frame[] {
  if (body !== undefined) return [{ data: JSON.stringify(body) }];
  const message = 'The server had an error while processing your request';
  if (turn.vendor === 'openrouter') {
    const choices = [choice(turn, { content: '' }, 'error')];
    return [{ data: chunk(turn, { error: { code: 502, message }, choices }) }];
  }
  return [{ data: JSON.stringify({ error: { message, type: 'server_error', param: null, code: null } }) }];
}

function chunk(turn: Turn, content: object): string {
  return JSON.stringify({
    id: answerId(turn),
    object: 'chat.completion.chunk',
    created: turn.created,
    model: turn.request.model,
    ...(turn.vendor === 'openrouter' && { provider: 'Simulator' }),
    ...content,
  });
}

function choice({ vendor }: Turn, delta: Delta, finish: string | null): object {
  return {
    index: 0,
    delta,
    finish_reason: finish,
    ...(vendor === 'openrouter' && { native_finish_reason: finish }),
    ...(vendor === 'azure' && { content_filter_results: delta.content ? azureFilter : {} }),
  };
}

/** Where each vendor puts its reasoning. */
export function reasoningDelta({ vendor }: Turn, text: string): Delta {
  switch (vendor) {
    case 'openrouter':
      return {
        content: '',
        reasoning: text,
        reasoning_details: [{ type: 'reasoning.text', text, format: 'unknown', index: 0 }],
      };
    case 'ollama':
      return { content: '', reasoning: text };
    case 'mistral':
      return { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] };
    default:
      return { reasoning_content: text };
  }
}

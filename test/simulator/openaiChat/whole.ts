import { fieldsOf } from '../json.ts';
import type { Turn } from '../turn.ts';
import { answerId } from './answerId.ts';
import { azureFilter } from './azureFilter.ts';
import { reasoningDelta } from './frames.ts';
import { usageOf } from './usage.ts';

/** A chat completion in one piece. */
export function whole(turn: Turn): object {
  const { vendor, behaviour } = turn;
  const reasoning = turn.reasoning.join('');
  const calls = turn.calls.map(({ id, name, arguments: json }) => ({
    ...{ id, type: 'function', function: { name, arguments: json } },
  }));
  return {
    id: answerId(turn),
    object: 'chat.completion',
    created: turn.created,
    model: turn.request.model,
    ...(vendor === 'openrouter' && { provider: 'Simulator' }),
    ...(vendor === 'azure' && { prompt_filter_results: [{ prompt_index: 0, content_filter_results: azureFilter }] }),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          ...(reasoning && reasoningDelta(turn, reasoning)),
          content: contentOf(turn, reasoning),
          ...(calls.length > 0 && { tool_calls: calls }),
        },
        finish_reason: turn.finish,
        ...(vendor === 'azure' && { content_filter_results: azureFilter }),
      },
    ],
    ...(behaviour.usage !== 'none' && { usage: usageOf(turn, turn.outputTokens) }),
  };
}

function contentOf(turn: Turn, reasoning: string): unknown {
  const text = turn.text.join('');
  if (turn.vendor === 'mistral' && reasoning) {
    return [...(fieldsOf(reasoningDelta(turn, reasoning)).content as object[]), { type: 'text', text }];
  }
  return text === '' && turn.calls.length > 0 ? null : text;
}

import { inputTokensOf } from '../../../src/core/chat/usage.ts';
import { at, fieldsOf } from '../json.ts';
import { signature } from '../signature.ts';
import type { Turn, TurnCall } from '../turn.ts';

/** How far a response has come when it is written down. */
export type Stage = 'in_progress' | 'failed' | 'whole';

export function responseId({ request }: Turn): string {
  return `resp_sim-${request.provider}-${request.serial}`;
}

/** The response object, with the settings of the request repeated as OpenAI does. */
export function responseOf(turn: Turn, stage: Stage): object {
  const body = fieldsOf(turn.request.raw);
  const status = stage === 'whole' ? statusOf(turn) : stage;
  const incomplete = status === 'incomplete' ? { reason: incompleteReason(turn) } : null;
  return {
    id: responseId(turn),
    object: 'response',
    created_at: turn.created,
    status,
    background: false,
    completed_at: status === 'completed' ? turn.created : null,
    error: null,
    incomplete_details: incomplete,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: null,
    model: turn.request.model,
    output: stage === 'whole' ? outputOf(turn) : [],
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: { effort: at(body, 'reasoning.effort') ?? null, summary: at(body, 'reasoning.summary') ?? null },
    service_tier: 'default',
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: body.text ?? { format: { type: 'text' } },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    usage: stage === 'whole' && turn.behaviour.usage !== 'none' ? usageOf(turn) : null,
    user: null,
    metadata: body.metadata ?? {},
  };
}

/** The items of a whole answer: reasoning, message, calls, as far as there are any. */
function outputOf(turn: Turn): object[] {
  const status = statusOf(turn);
  return [
    ...(turn.reasoning.length > 0 ? [reasoningItem(turn)] : []),
    ...(turn.text.length > 0 ? [messageItem(turn, status)] : []),
    ...turn.calls.map((call, index) => callItem(turn, call, index, status)),
  ];
}

/** A reasoning item; encrypted as well where the request includes that. */
export function reasoningItem(turn: Turn): object {
  const text = turn.reasoning.join('');
  const summary = turn.request.reasoning === 'shown' ? [{ type: 'summary_text', text }] : [];
  return { ...emptyReasoning(turn), summary };
}

export function emptyReasoning(turn: Turn): object {
  const { include } = fieldsOf(turn.request.raw);
  const encrypted = Array.isArray(include) && include.includes('reasoning.encrypted_content');
  const id = itemId(turn, 'rs');
  return {
    ...{ id, type: 'reasoning', summary: [] },
    ...(encrypted && { encrypted_content: signature(turn.request.model, id) }),
  };
}

export function messageItem(turn: Turn, status: string, text = turn.text.join('')): object {
  const content = status === 'in_progress' ? [] : [{ type: 'output_text', annotations: [], logprobs: [], text }];
  return { id: itemId(turn, 'msg'), type: 'message', status, content, role: 'assistant' };
}

export function callItem(turn: Turn, call: TurnCall, index: number, status: string): object {
  const json = status === 'in_progress' ? '' : call.arguments;
  const id = itemId(turn, 'fc', index);
  return { id, type: 'function_call', status, arguments: json, call_id: call.id, name: call.name };
}

export function itemId({ request }: Turn, kind: 'rs' | 'msg' | 'fc', index = 0): string {
  return `${kind}_sim-${request.provider}-${request.serial}-${index}`;
}

/** A limit and a filter leave a response incomplete; everything else completes it. */
export function statusOf(turn: Turn): 'completed' | 'incomplete' {
  return turn.finish === 'stop' || turn.finish === 'tool_calls' ? 'completed' : 'incomplete';
}

function incompleteReason({ finish }: Turn): string {
  return finish === 'length' ? 'max_output_tokens' : finish;
}

function usageOf(turn: Turn): object {
  const parts = turn.usage(turn.outputTokens);
  const input = inputTokensOf(parts);
  const output = parts.outputText + parts.reasoning;
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: parts.cacheRead },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: parts.reasoning },
    total_tokens: input + output,
  };
}

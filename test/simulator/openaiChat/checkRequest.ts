import type { SimulatedVendor } from '../behaviour.ts';
import type { Fault } from '../fault.ts';
import { at, fieldsOf, listOf } from '../json.ts';
import type { SimulatedRequest } from '../simulatedRequest.ts';
import { strictSchemaProblem } from '../strictSchemaProblem.ts';

/** What the vendors refuse about a chat completions request, beside what a script says. */
export function checkRequest(request: SimulatedRequest, vendor: SimulatedVendor): Fault | undefined {
  const messages = listOf(fieldsOf(request.raw).messages);
  const byOpenAi = vendor === 'openai' || vendor === 'azure';
  return toolOrder(messages) ?? (byOpenAi ? (jsonWord(request) ?? strictSchemas(request.raw)) : undefined);
}

/** Every call must be answered, and every answer must have been called for. */
function toolOrder(messages: readonly Readonly<Record<string, unknown>>[]): Fault | undefined {
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.includes(String(message.tool_call_id))) return stray(index);
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return unanswered(open, index);
    open = listOf(message.tool_calls).map(({ id }) => String(id));
  }
  return open.length > 0 ? unanswered(open, messages.length) : undefined;
}

function stray(index: number): Fault {
  const message =
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
  return { type: 'invalid', message, param: `messages.[${index}].role` };
}

function unanswered(ids: readonly string[], index: number): Fault {
  const message = `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(', ')}`;
  return { type: 'invalid', message, param: `messages.[${index}].role` };
}

function jsonWord({ raw, messages }: SimulatedRequest): Fault | undefined {
  if (at(raw, 'response_format.type') !== 'json_object') return undefined;
  if (messages.some(({ content }) => /json/i.test(content))) return undefined;
  const message =
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
  return { type: 'invalid', message, param: 'messages' };
}

function strictSchemas(raw: unknown): Fault | undefined {
  const format = fieldsOf(at(raw, 'response_format.json_schema'));
  const problem = format.strict === true ? strictSchemaProblem(format.schema) : undefined;
  if (problem !== undefined) {
    const message = `Invalid schema for response_format '${format.name}': ${problem}`;
    return { type: 'invalid', message, param: 'response_format' };
  }
  for (const [index, { function: tool }] of listOf(fieldsOf(raw).tools).entries()) {
    const { name, strict, parameters } = fieldsOf(tool);
    const wrong = strict === true ? strictSchemaProblem(parameters) : undefined;
    if (wrong === undefined) continue;
    const message = `Invalid schema for function '${name}': ${wrong}`;
    const param = `tools[${index}].function.parameters`;
    return { type: 'invalid', message, param, code: 'invalid_function_parameters' };
  }
  return undefined;
}

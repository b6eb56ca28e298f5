import type { Fault } from '../fault.ts';
import { at, type Fields, fieldsOf, listOf } from '../json.ts';
import { signature } from '../signature.ts';
import type { SimulatedRequest } from '../simulatedRequest.ts';
import { strictSchemaProblem } from '../strictSchemaProblem.ts';

/** What OpenAI refuses about a request to Responses, beside what a script says. */
export function checkRequest(request: SimulatedRequest): Fault | undefined {
  const body = fieldsOf(request.raw);
  const unknown = Object.keys(body).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) return unknownParameter(unknown);
  if (body.previous_response_id) {
    const message = `Previous response with id '${body.previous_response_id}' not found.`;
    return { type: 'invalid', message, param: 'previous_response_id', code: 'previous_response_not_found' };
  }
  const items = listOf(body.input);
  return toolOrder(items) ?? reasoningItems(items, request) ?? schemas(body) ?? jsonWord(body, request);
}

function unknownParameter(name: string): Fault {
  return { type: 'invalid', message: `Unknown parameter: '${name}'.`, param: name, code: 'unknown_parameter' };
}

function toolOrder(items: readonly Fields[]): Fault | undefined {
  const ids = (type: string) => items.filter((item) => item.type === type).map(({ call_id }) => String(call_id));
  const [calls, outputs] = [ids('function_call'), ids('function_call_output')];
  const stray = outputs.find((id) => !calls.includes(id));
  if (stray !== undefined) {
    return {
      type: 'invalid',
      message: `No tool call found for function call output with call_id ${stray}.`,
      param: 'input',
    };
  }
  const open = calls.find((id) => !outputs.includes(id));
  if (open === undefined) return undefined;
  return { type: 'invalid', message: `No tool output found for function call ${open}.`, param: 'input' };
}

/** Reasoning comes back as it went, and before what it led to; what is not stored must bring its encrypted form. */
function reasoningItems(items: readonly Fields[], { raw, model }: SimulatedRequest): Fault | undefined {
  for (const [index, item] of items.entries()) {
    if (item.type !== 'reasoning') continue;
    if (item.encrypted_content === undefined && at(raw, 'store') === false) {
      const message = `Item with id '${item.id}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`;
      return { type: 'invalid', message, param: 'input', status: 404 };
    }
    if (item.encrypted_content !== undefined && item.encrypted_content !== signature(model, String(item.id))) {
      const message = `The encrypted content for item ${item.id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`;
      return { type: 'invalid', message, code: 'invalid_encrypted_content' };
    }
    const next = items[index + 1];
    if (next === undefined || next.type === 'function_call_output' || next.role === 'user') {
      const message = `Item '${item.id}' of type 'reasoning' was provided without its required following item.`;
      return { type: 'invalid', message, param: 'input' };
    }
  }
  return undefined;
}

function schemas(body: Fields): Fault | undefined {
  const format = fieldsOf(at(body, 'text.format'));
  const problem = format.strict === true ? strictSchemaProblem(format.schema) : undefined;
  if (problem !== undefined) {
    const message = `Invalid schema for response_format '${format.name}': ${problem}`;
    return { type: 'invalid', message, param: 'text.format.schema', code: 'invalid_json_schema' };
  }
  for (const [index, tool] of listOf(body.tools).entries()) {
    const wrong = tool.strict === true ? strictSchemaProblem(tool.parameters) : undefined;
    if (wrong === undefined) continue;
    const message = `Invalid schema for function '${tool.name}': ${wrong}`;
    return { type: 'invalid', message, param: `tools[${index}].parameters`, code: 'invalid_function_parameters' };
  }
  return undefined;
}

function jsonWord(body: Fields, { messages }: SimulatedRequest): Fault | undefined {
  if (at(body, 'text.format.type') !== 'json_object') return undefined;
  if (messages.some(({ content }) => /json/i.test(content))) return undefined;
  const message =
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.";
  return { type: 'invalid', message, param: 'input' };
}

/** All fields of platform.openai.com/docs/api-reference/responses/create. */
const FIELDS = new Set([
  ...['background', 'context_management', 'conversation', 'include', 'input', 'instructions', 'max_output_tokens'],
  ...['max_tool_calls', 'metadata', 'model', 'moderation', 'parallel_tool_calls', 'previous_response_id', 'prompt'],
  ...['prompt_cache_key', 'prompt_cache_options', 'prompt_cache_retention', 'reasoning', 'safety_identifier'],
  ...['service_tier', 'store', 'stream', 'stream_options', 'temperature', 'text', 'tool_choice', 'tools'],
  ...['top_logprobs', 'top_p', 'truncation', 'user'],
]);

import { expect, test } from 'vitest';
import { ApiError } from '../../src/server/apiError.ts';
import { parseCompletion } from '../../src/server/completionBody.ts';

const messages = [{ role: 'user', content: 'hi' }];

/** What a client reads of a body that cannot be understood. */
function said(body: unknown) {
  try {
    return parseCompletion(body);
  } catch (error) {
    return error instanceof ApiError ? [error.status, error.body] : error;
  }
}

test.each([
  [{}, 'messages', 'is missing'],
  [{ messages: 'hi' }, 'messages', 'must be a list'],
  [{ messages: [] }, 'messages', 'must not be empty'],
  [{ messages: [5] }, 'messages.0', 'must be an object'],
  [
    { messages: [{ role: 'robot', content: 'hi' }] },
    'messages.0.role',
    'must be one of system, developer, user, assistant, tool',
  ],
  [{ messages: [{ role: 'user', content: 5 }] }, 'messages.0.content', 'must be text or must be a list'],
  [{ messages: [{ role: 'user', content: [{ type: 5 }] }] }, 'messages.0.content.0.type', 'must be text'],
  [{ messages, temperature: 3 }, 'temperature', 'must be 2 or less'],
  [{ messages, max_tokens: 0.5 }, 'max_tokens', 'must be a whole number'],
  [{ messages, stream: 'yes' }, 'stream', 'must be true or false'],
  [{ messages, models: Array(60).fill('a/m') }, 'models', 'must have 50 entries or fewer'],
  [{ messages, tools: [{ type: 'x' }] }, 'tools.0.type', 'must be function'],
  [{ messages, tool_choice: 'x' }, 'tool_choice', 'must be one of auto, none, required or must be an object'],
  [{ messages, tool_choice: { type: 'function' } }, 'tool_choice.function', 'is missing'],
  [
    { messages, response_format: { type: 'x' } },
    'response_format.type',
    'must be one of text, json_object, json_schema',
  ],
  [{ messages, n: 2 }, 'n', 'must be 1: only one answer is given to a request'],
])('%j is refused in a sentence that names the field, in OpenAI’s shape', (body, param, words) => {
  const message = `"${param}" ${words}.`;
  expect(said(body)).toEqual([400, { message, type: 'invalid_request_error', param, code: null }]);
});

test.each([[[]], [null], ['hi']])('%j is no object', (body) => {
  expect(said(body)).toMatchObject([400, { message: 'The body must be a JSON object.', param: null }]);
});

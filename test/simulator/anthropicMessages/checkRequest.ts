import type { IncomingHttpHeaders } from 'node:http';
import type { Behaviour } from '../behaviour.ts';
import type { Fault } from '../fault.ts';
import { type Fields, fieldsOf, listOf } from '../json.ts';
import type { SimulatedRequest } from '../simulatedRequest.ts';
import { blocksOf } from './readRequest.ts';
import { thinkingProblem } from './thinkingProblem.ts';

/** What Anthropic refuses about a request, beside what a script says. */
export function checkRequest(
  { raw }: SimulatedRequest,
  headers: IncomingHttpHeaders,
  behaviour: Behaviour,
): Fault | undefined {
  const body = fieldsOf(raw);
  const messages = listOf(body.messages);
  const problem =
    versionProblem(body, String(headers['anthropic-version'] ?? '')) ??
    fieldProblem(body) ??
    messagesProblem(messages) ??
    toolOrderProblem(messages) ??
    thinkingProblem(body, String(headers['anthropic-beta'] ?? ''), behaviour) ??
    cacheProblem(body, messages);
  return problem === undefined ? undefined : { type: 'invalid', message: problem };
}

/** The newer version has no sampling parameters any more (platform.claude.com/docs/en/api/migration-2026-10-21). */
function versionProblem(body: Fields, version: string): string | undefined {
  if (version === '') return 'anthropic-version: header is required';
  if (version === '2023-06-01') return undefined;
  if (version !== '2026-10-21') return `anthropic-version: "${version}" is not a valid version.`;
  const removed = ['temperature', 'top_p', 'top_k'].find((name) => body[name] !== undefined);
  return removed === undefined ? undefined : `${removed}: Extra inputs are not permitted`;
}

function fieldProblem(body: Fields): string | undefined {
  const unknown = Object.keys(body).find((name) => !FIELDS.has(name));
  if (unknown !== undefined) return `${unknown}: Extra inputs are not permitted`;
  if (body.max_tokens === undefined) return 'max_tokens: Field required';
  if (!Array.isArray(body.messages)) return 'messages: Field required';
  if (body.messages.length === 0) return 'messages: at least one message is required';
  return undefined;
}

function messagesProblem(messages: readonly Fields[]): string | undefined {
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== 'user' && role !== 'assistant') {
      return `messages.${index}.role: Input should be 'user' or 'assistant'`;
    }
    const blocks = blocksOf(content);
    // A last turn of the assistant is one to go on with, and may be empty.
    if (blocks.length === 0 && !(role === 'assistant' && index === messages.length - 1)) {
      return `messages.${index}: all messages must have non-empty content except for the optional final assistant message`;
    }
    if (blocks.some(({ type, text }) => type === 'text' && text === '')) {
      return 'messages: text content blocks must be non-empty';
    }
  }
  const last = blocksOf(messages.at(-1)?.content).at(-1);
  return messages.at(-1)?.role === 'assistant' && /\s$/.test(String(last?.text ?? ''))
    ? 'messages: final assistant content cannot end with trailing whitespace'
    : undefined;
}

/** Every call is answered in the very next message, and every answer was called for. */
function toolOrderProblem(messages: readonly Fields[]): string | undefined {
  const ids = (message: Fields | undefined, kind: string, name: string) =>
    blocksOf(message?.content)
      .filter(({ type }) => type === kind)
      .map((block) => String(block[name]));
  for (const [index, message] of messages.entries()) {
    const calls = ids(message, 'tool_use', 'id');
    const answers = ids(messages[index + 1], 'tool_result', 'tool_use_id');
    const open = calls.filter((id) => !answers.includes(id));
    if (open.length > 0) {
      return `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
    }
    const asked = ids(messages[index - 1], 'tool_use', 'id');
    const stray = ids(message, 'tool_result', 'tool_use_id').find((id) => !asked.includes(id));
    if (stray !== undefined) {
      return `messages.${index}.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
    }
  }
  return undefined;
}

function cacheProblem(body: Fields, messages: readonly Fields[]): string | undefined {
  const contents = messages.flatMap(({ content }) => blocksOf(content));
  const blocks = [...listOf(body.tools), ...blocksOf(body.system), ...contents];
  const marks = [body, ...blocks].filter(({ cache_control }) => cache_control != null).length;
  if (marks > 4) return `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.`;
  const thought = contents.some(({ type, cache_control }) => type === 'thinking' && cache_control != null);
  return thought ? 'messages: `cache_control` cannot be set for thinking blocks' : undefined;
}

/** All fields of platform.claude.com/docs/en/api/messages/create. */
const FIELDS = new Set([
  ...['cache_control', 'container', 'context_management', 'diagnostics', 'inference_geo', 'max_tokens', 'mcp_servers'],
  ...['messages', 'metadata', 'model', 'output_config', 'service_tier', 'speed', 'stop_sequences', 'stream', 'system'],
  ...['temperature', 'thinking', 'tool_choice', 'tools', 'top_k', 'top_p', 'user_profile_id', 'workspace_id'],
]);

import { at, type Fields, fieldsOf, listOf, numberOf, stringsOf, textOf } from '../json.ts';
import type { PromptBlock, ReadRequest, SimulatedMessage } from '../simulatedRequest.ts';

/** Reads a body of the Messages API. */
export function readRequest(raw: unknown): ReadRequest {
  const body = fieldsOf(raw);
  const messages = listOf(body.messages);
  const system = blocksOf(body.system);
  return {
    model: textOf(body.model),
    messages: [
      ...(system.length > 0 ? [{ role: 'system', content: system.map(blockText).join('\n') }] : []),
      ...messages.map(readMessage),
    ],
    stream: body.stream === true,
    includeUsage: true,
    reasoning: readThinking(fieldsOf(body.thinking)),
    tools: listOf(body.tools).map(({ name, input_schema }) => ({ name: textOf(name), schema: input_schema })),
    toolChoice: readToolChoice(fieldsOf(body.tool_choice)),
    structured: at(body, 'output_config.format') ? { schema: at(body, 'output_config.format.schema') } : undefined,
    maxOutputTokens: numberOf(body.max_tokens),
    stop: stringsOf(body.stop_sequences),
    blocks: promptBlocks(body, system, messages),
  };
}

/** The blocks of a content that may be a plain string. */
export function blocksOf(content: unknown): Fields[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return listOf(content);
}

function readMessage({ role, content }: Fields): SimulatedMessage {
  const blocks = blocksOf(content);
  const calls = blocks.filter(({ type }) => type === 'tool_use');
  return {
    role: String(role),
    content: blocks.map(blockText).join('\n'),
    ...(calls.length > 0 && {
      calls: calls.map(({ name, input }) => ({ name: textOf(name), arguments: JSON.stringify(input) })),
    }),
    ...(blocks.some(({ type }) => type === 'tool_result') && { results: true }),
  };
}

function blockText(block: Fields): string {
  return block.type === 'tool_result' ? blocksOf(block.content).map(blockText).join('\n') : textOf(block.text);
}

function readThinking({ type, display }: Fields): ReadRequest['reasoning'] {
  if (type !== 'enabled' && type !== 'adaptive') return 'none';
  return display === 'omitted' ? 'hidden' : 'shown';
}

function readToolChoice({ type, name }: Fields): ReadRequest['toolChoice'] {
  if (type === 'tool') return { name: textOf(name) };
  return type === 'any' ? 'required' : type === 'none' ? 'none' : 'auto';
}

/** The prompt in the order of its cache: tools, system, messages; a mark on the whole request stands on its last block. */
function promptBlocks(body: Fields, system: readonly Fields[], messages: readonly Fields[]): PromptBlock[] {
  const blocks = [
    ...listOf(body.tools).map((tool) => promptBlock(tool, JSON.stringify(withoutMark(tool)))),
    ...system.map((block) => promptBlock(block, contentOf(block))),
    ...messages.flatMap(({ content }) => blocksOf(content).map((block) => promptBlock(block, contentOf(block)))),
  ];
  const last = blocks.at(-1);
  const mark = markOf(body.cache_control);
  return last && mark ? [...blocks.slice(0, -1), { mark, ...last }] : blocks;
}

function promptBlock({ cache_control }: Fields, text: string): PromptBlock {
  const mark = markOf(cache_control);
  return { text, ...(mark && { mark }) };
}

function markOf(control: unknown): '5m' | '1h' | undefined {
  const { type, ttl } = fieldsOf(control);
  return type === 'ephemeral' ? (ttl === '1h' ? '1h' : '5m') : undefined;
}

function contentOf(block: Fields): string {
  return block.type === 'text' ? textOf(block.text) : JSON.stringify(withoutMark(block));
}

function withoutMark({ cache_control, ...block }: Fields): Fields {
  return block;
}

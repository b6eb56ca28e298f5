import { createHash } from 'node:crypto';
import { at, type Fields, fieldsOf, isFields, listOf, parseJson } from '../json.ts';
import { blocksOf } from './readRequest.ts';

/**
 * What is put under thoughts, so that they are known again: what they say, and what stood before them
 * (platform.claude.com/docs/en/build-with-claude/preserved-thinking).
 */
export function thinkingSignature(request: unknown, thoughts: string): string {
  const { messages } = fieldsOf(request);
  return Buffer.concat([digest(thoughts), prefixDigest(request, listOf(messages))]).toString('base64');
}

/** The data of a `redacted_thinking` block: the thoughts and their signature, hidden. */
export function redactedData(request: unknown, thoughts: string): string {
  return Buffer.from(JSON.stringify([thoughts, thinkingSignature(request, thoughts)])).toString('base64');
}

/** A block of thoughts that came back and is not what it was, or not where it was. */
export interface WrongThinking {
  /** `messages.1.content.0`. */
  readonly path: string;
  readonly type: 'thinking' | 'redacted_thinking';
  readonly wrong: 'signature' | 'prefix';
}

/** All such blocks of a request, in order. */
export function wrongThinking(request: unknown): WrongThinking[] {
  const messages = listOf(fieldsOf(request).messages);
  return messages.flatMap(({ content }, index) =>
    blocksOf(content).flatMap((block, place) => {
      if (block.type !== 'thinking' && block.type !== 'redacted_thinking') return [];
      const expected = prefixDigest(request, messages.slice(0, index));
      const wrong = wrongOf(block, expected);
      return wrong ? [{ path: `messages.${index}.content.${place}`, type: block.type, wrong }] : [];
    }),
  );
}

/** Whether the request has thoughts left out whose conversation has changed, instead of being refused. */
export function dropsUnbound(request: unknown): boolean {
  return at(request, 'thinking.block_binding.prefix_mismatch_behavior') === 'drop_block';
}

const DIGEST_BYTES = 32;

function wrongOf(block: Fields, prefix: Buffer): WrongThinking['wrong'] | undefined {
  const [thoughts, signature] =
    block.type === 'thinking' ? [block.thinking, block.signature] : hiddenIn(String(block.data));
  const bytes = Buffer.from(String(signature), 'base64');
  if (!bytes.subarray(0, DIGEST_BYTES).equals(digest(String(thoughts)))) return 'signature';
  return bytes.subarray(DIGEST_BYTES).equals(prefix) ? undefined : 'prefix';
}

function hiddenIn(data: string): unknown[] {
  const parsed = parseJson(Buffer.from(data, 'base64').toString());
  return Array.isArray(parsed) ? parsed : [];
}

function prefixDigest(request: unknown, messages: readonly Fields[]): Buffer {
  const { system, tools } = fieldsOf(request);
  const turns = messages.map(({ role, content }) => ({ role, content: blocksOf(content) }));
  return digest(JSON.stringify([blocksOf(system), tools ?? [], turns], withoutMarks));
}

/** Marks for the cache change nothing about what was said. */
function withoutMarks(name: string, value: unknown): unknown {
  return name === 'cache_control' && isFields(value) ? undefined : value;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(`switchyard simulator\0${text}`).digest();
}

import type { ContentPart, MessagePart } from '../../core/chat/message.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** platform.claude.com/docs/en/build-with-claude/vision */
const IMAGES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** Texts and pictures as content blocks; blank texts, which the vendor refuses, are left out. */
export function toBlocks(parts: readonly MessagePart[]): Fields[] {
  return parts.flatMap((part) => (part.type === 'text' || part.type === 'image' ? toBlock(part) : []));
}

function toBlock(part: ContentPart): Fields[] {
  if (part.type === 'text') return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }];
  const mimeType = part.mimeType.toLowerCase().replace('image/jpg', 'image/jpeg');
  if (!IMAGES.has(mimeType)) return [{ type: 'text', text: `[a picture that cannot be shown here: ${mimeType}]` }];
  return [{ type: 'image', source: { type: 'base64', media_type: mimeType, data: part.base64 } }];
}

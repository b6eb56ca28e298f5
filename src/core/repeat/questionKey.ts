import type { ContentPart, MessagePart } from '../chat/message.ts';
import type { Plan } from '../strategies/strategy.ts';

/**
 * What makes two requests the same question, as text: everything that is sent but the model. Undefined where an earlier
 * answer must not stand in: for a pinned model, tools, a continuation, or who did not say that one will do; or must not be
 * kept: for what is confidential, sent all the same or not, or holds what was not to be sent.
 */
export function questionKey({
  request,
  messages,
  prompts,
  parameters,
  level,
  foundLevel,
  placeholders,
}: Plan): string | undefined {
  const { mayRepeat = false, model, partial } = request;
  if (!mayRepeat || model !== undefined || partial !== undefined || parameters.tools !== undefined) return undefined;
  if (level === 'confidential' || foundLevel === 'confidential' || placeholders.size > 0) return undefined;
  const parts = messages.flatMap((message) => message.parts);
  if (!parts.every(isContent)) return undefined;
  const said = messages.map(({ role, parts: said }) => [role, said.filter(isContent).map(normalised)]);
  return JSON.stringify([said, sorted(parameters), ...(prompts.key === '' ? [] : [prompts.key])]);
}

function isContent(part: MessagePart): part is ContentPart {
  return part.type === 'text' || part.type === 'image';
}

/** The same letters in another encoding, line ends of another system and blank ends are no other question. */
function normalised(part: ContentPart): readonly string[] {
  return part.type === 'image'
    ? [part.mimeType, part.base64]
    : [part.text.normalize('NFC').replace(/\r\n?/g, '\n').trim()];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]);
}

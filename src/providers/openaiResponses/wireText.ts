import type { WireItem, WirePart } from './wire.ts';

/** What a part says; a refusal is an answer, too. */
export function partText(part: WirePart): string {
  return part.text || part.refusal || '';
}

/** What each part of a list says, in its place; some servers write a string instead of a list. */
export function partTexts(parts: WireItem['content']): string[] {
  if (parts == null) return [];
  return typeof parts === 'string' ? [parts] : parts.map(partText);
}

/** The arguments of a call as JSON; some servers write them as an object. */
export function argumentsText(input: WireItem['arguments']): string {
  return typeof input === 'string' ? input : input == null ? '' : JSON.stringify(input);
}

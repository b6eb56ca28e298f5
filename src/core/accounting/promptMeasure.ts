import type { ChatMessage, ContentPart, MessagePart } from '../chat/message.ts';
import { partTexts } from '../chat/messageTexts.ts';
import { oncePerPart } from '../chat/oncePerPart.ts';
import type { Parameters } from '../chat/parameters.ts';
import { type ImageSize, imageSize } from './imageSize.ts';
import { addFeatures, noFeatures, type TextFeatures } from './textFeatures.ts';

/** What a request is made of, measured once for all the models that might be asked. */
export interface PromptMeasure {
  readonly text: TextFeatures;
  /** Of the tool definitions and the answer's schema as JSON; absent when there are none. */
  readonly tools?: TextFeatures;
  /** Pieces that a vendor frames with tokens of its own: messages, tool calls and their results. */
  readonly frames: number;
  /** Undefined where a picture's size cannot be read. */
  readonly images: readonly (ImageSize | undefined)[];
}

/** Measures a request. A turn that is kept in its author's own words is measured by its parts. */
export function measurePrompt(messages: readonly ChatMessage[], parameters: Parameters = {}): PromptMeasure {
  const parts = messages.flatMap((message) => message.parts);
  const calls = parts.filter(({ type }) => type === 'toolCall' || type === 'toolResult').length;
  const definitions = definitionsOf(parameters);
  return {
    text: measureMessages(messages),
    frames: messages.length + calls,
    images: parts.flatMap(imagesOf).map(imageSize),
    ...(definitions.length === 0 ? {} : { tools: measureTexts(definitions) }),
  };
}

const featuresOf = oncePerPart((part) => measureTexts(partTexts(part)));

function measureMessages(messages: readonly ChatMessage[]): TextFeatures {
  const sum = noFeatures();
  for (const { parts } of messages) {
    for (const part of parts) {
      const found = featuresOf(part);
      for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (found[at] ?? 0);
    }
  }
  return sum;
}

function measureTexts(texts: readonly string[]): TextFeatures {
  const found = noFeatures();
  for (const text of texts) addFeatures(found, text);
  return found;
}

function definitionsOf({ tools = [], structured }: Parameters): string[] {
  return [...(tools.length === 0 ? [] : [tools]), ...(structured === undefined ? [] : [structured])].map((definition) =>
    JSON.stringify(definition),
  );
}

function imagesOf(part: MessagePart | ContentPart): string[] {
  if (part.type === 'toolResult') return part.content.flatMap(imagesOf);
  return part.type === 'image' ? [part.base64] : [];
}

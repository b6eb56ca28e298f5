import type { Level } from '../privacy/level.ts';
import type { Redaction } from '../privacy/privacyRules.ts';
import type { Task } from './task.ts';

/** Text, or a picture in its own format as base64. */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly mimeType: string; readonly base64: string };

/** A piece of a message. Tool calls stand in an assistant's message, their results in the `tool` message after it. */
export type MessagePart =
  | ContentPart
  | {
      readonly type: 'toolCall';
      readonly id: string;
      readonly name: string;
      /** JSON as the model wrote it: it may be empty or broken. */
      readonly arguments: string;
    }
  | {
      readonly type: 'toolResult';
      /** The `id` of the call it answers. */
      readonly id: string;
      readonly name: string;
      readonly content: readonly ContentPart[];
      readonly isError?: boolean;
    };

/** An assistant's turn in its vendor's own words: thinking with its signatures, which the vendor wants to see again. */
export interface VerbatimTurn {
  /** The full id of the model that wrote it; nobody else is sent it. */
  readonly model: string;
  /** In the form of the model's dialect: only that dialect reads it, and checks it first. */
  readonly content: unknown;
}

/** One message of a conversation, the same for every provider dialect. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly parts: readonly MessagePart[];
  /** Sent instead of `parts` where the conversation goes on with the same model. */
  readonly verbatim?: VerbatimTurn;
  /** The files that something of it comes from; not sent. */
  readonly paths?: readonly string[];
  /** How much its author said that it has to lose; not sent. */
  readonly level?: Level;
  /** What a question asked for: it is sent in the words for its task; not sent itself. */
  readonly asked?: { readonly task: Task; readonly command?: string | undefined };
  /** What is replaced in it wherever it is sent, besides what the settings say; not sent. */
  readonly redact?: Redaction;
}

/** A message that is only text. */
export function textMessage(role: ChatMessage['role'], text: string): ChatMessage {
  return { role, parts: [{ type: 'text', text }] };
}

/** The text of a message; images, tool calls and their results left out. */
export function messageText(message: Pick<ChatMessage, 'parts'>): string {
  return contentText(message.parts);
}

/** The text of some parts; everything else left out. */
export function contentText(parts: readonly MessagePart[]): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

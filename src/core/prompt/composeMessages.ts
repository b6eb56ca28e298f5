import type { ChatRequest } from '../chat/chatRequest.ts';
import { type ChatMessage, type MessagePart, textMessage } from '../chat/message.ts';
import type { RequestContext } from '../chat/requestContext.ts';
import type { Task } from '../chat/task.ts';
import { pathsOf } from '../privacy/pathsOf.ts';
import { oneLine } from './oneLine.ts';
import { Prompts } from './prompts.ts';

/** The words that most models are sent. */
const USUAL = new Prompts();

/**
 * The messages of a request as they are sent: system prompt, earlier turns, and the question with its context and what its
 * task asks for. What stands before the question is the same, letter by letter, as it was in the request before.
 */
export function composeMessages(request: ChatRequest, task: Task, prompts: Prompts = USUAL): ChatMessage[] {
  if (request.messages !== undefined) return [...request.messages];
  const { system: given, history, prompt, context } = request;
  const question = questionMessage(prompt, context);
  if (given !== undefined) return [...(given === '' ? [] : [textMessage('system', given)]), ...history, question];
  const { system, style } = prompts;
  const spoken = [...history, { ...question, asked: { task, command: context.command } }].map((message) =>
    instructed(message, prompts),
  );
  if (system === '') return spoken;
  return style.systemless ? openedWith(spoken, system) : [textMessage('system', system), ...spoken];
}

/** A question with what its task asks for at its end. */
function instructed(question: ChatMessage, prompts: Prompts): ChatMessage {
  const { asked, ...message } = question;
  if (asked === undefined) return question;
  const instruction = prompts.instructionPart(asked);
  return instruction === undefined ? message : { ...message, parts: [...message.parts, instruction] };
}

/** The system prompt as the beginning of the first question. */
function openedWith(messages: readonly ChatMessage[], system: string): ChatMessage[] {
  const first = messages.findIndex(({ role }) => role === 'user');
  return messages.map((message, index) =>
    index === first
      ? { ...message, parts: [{ type: 'text' as const, text: `${system}\n\n` }, ...message.parts] }
      : message,
  );
}

/** A question with what was sent along: its text, then its pictures. */
export function questionMessage(prompt: string, context: RequestContext): ChatMessage {
  const images: MessagePart[] = (context.images ?? []).map((image) => ({ type: 'image', ...image }));
  const paths = pathsOf(context);
  return {
    role: 'user',
    parts: [{ type: 'text', text: withContext(prompt, context) }, ...images],
    ...(paths.length === 0 ? {} : { paths }),
    ...(context.level === undefined ? {} : { level: context.level }),
    ...(context.redact === undefined ? {} : { redact: context.redact }),
  };
}

/** The question as one text, its context in fenced blocks after it, each in its own language. */
export function withContext(prompt: string, context: RequestContext): string {
  const { languageId } = context;
  const blocks = [prompt];
  const selected = [
    ...(context.selection ? [{ text: context.selection, path: context.selectionPath, languageId }] : []),
    ...(context.selections ?? []),
  ];
  for (const one of selected) {
    blocks.push(`Selected in ${oneLine(one.path ?? 'the editor')}:\n${fenced(one.text, one.languageId ?? languageId)}`);
  }
  for (const file of context.files ?? []) {
    blocks.push(`${oneLine(file.path)}:\n${fenced(file.text, file.languageId ?? languageId)}`);
  }
  for (const note of context.notes ?? []) blocks.push(`${oneLine(note.title)}:\n${fenced(note.text, note.languageId)}`);
  if (context.diagnostics?.length)
    blocks.push(`The editor reports:\n${context.diagnostics.map((d) => `- ${oneLine(d)}`).join('\n')}`);
  return blocks.join('\n\n');
}

/** A fence longer than any inside the text, so that pasted Markdown cannot close it. */
function fenced(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

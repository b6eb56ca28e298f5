import type { ChatRequest } from '../chat/chatRequest.ts';
import { type ChatMessage, type MessagePart, textMessage } from '../chat/message.ts';
import type { RequestContext } from '../chat/requestContext.ts';
import type { Task } from '../chat/task.ts';
import { pathsOf } from '../privacy/pathsOf.ts';
import { REVIEW_FORM } from '../review/readFindings.ts';
import { oneLine } from './oneLine.ts';

const SYSTEM =
  'You are a programming assistant inside a code editor. Answer in the language of the question, in Markdown, directly and without preamble. Put code in fenced blocks that name their language.';

const TASK_HINTS: Partial<Record<Task, string>> = {
  fix: 'Find the cause first, name it in one sentence, then give the corrected code.',
  test: 'Write runnable tests in the framework that the code or its language commonly uses, and cover the edges.',
  explain: 'Explain what it does and why, for a working programmer; do not rewrite it.',
  review: 'List findings by severity, each with its place and a remedy.',
  summarize: 'Keep to what is there.',
};

const REPLACES = 'Give the whole result in one fenced block, so that it can take the place of what was given.';

/** What a gesture asks for besides its task. */
const GESTURE_HINTS: ReadonlyMap<string, string> = new Map([
  ['review', REVIEW_FORM],
  ['docs', `Write documentation comments in the convention of the language and change nothing else. ${REPLACES}`],
  ['rewrite', `Keep what it does unless asked otherwise. ${REPLACES}`],
  ['rephrase', `Keep its language, meaning and markup. ${REPLACES}`],
  [
    'translate',
    `Translate what people read; leave code, names, addresses and markup as they are. Add no remark. ${REPLACES}`,
  ],
  ['terminal', 'Say what this output of a terminal means and, if something failed, why and what mends it.'],
]);

/** The messages of a request as they are sent: system prompt, earlier turns, and the question with its context. */
export function composeMessages(request: ChatRequest, task: Task): ChatMessage[] {
  if (request.messages !== undefined) return [...request.messages];
  const system =
    request.system ??
    [SYSTEM, TASK_HINTS[task], GESTURE_HINTS.get(request.context.command ?? '')].filter(Boolean).join(' ');
  const messages: ChatMessage[] = system === '' ? [] : [textMessage('system', system)];
  messages.push(...request.history);
  messages.push(questionMessage(request.prompt, request.context));
  return messages;
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

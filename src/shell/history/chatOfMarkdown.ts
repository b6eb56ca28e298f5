import { randomUUID } from 'node:crypto';
import { EMPTY_ANSWER } from '../../protocol/answer.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Turn } from '../chat/turns.ts';
import { MARKDOWN_START } from './chatAsMarkdown.ts';

const FIRST = new RegExp(`^\\uFEFF?<!-- ${MARKDOWN_START} 1 ([0-9a-f]{8}) (\\S{1,40}) -->\\s+# ([^\\n]*)`);
const MODEL = /^[\w.:@/-]{1,200}$/;

/** The chat in a Markdown file as `chatAsMarkdown` writes it; undefined where it holds none. */
export function chatOfMarkdown(text: string): Conversation | undefined {
  const lines = text.replace(/\r\n/g, '\n');
  const [, word, created = '', title = ''] = FIRST.exec(lines) ?? [];
  if (word === undefined) return undefined;
  const mark = `<!-- ${word} `;
  const turns: Turn[] = [];
  for (const part of lines.split(mark).slice(1)) {
    const head = /^(question|answer) (\S{1,40}) ?(\S*) -->\n/.exec(part);
    if (head === null) continue;
    const [whole, role, at = '', model = ''] = head;
    const said = part.slice(whole.length).replace(/\n$/, '');
    const place = { id: randomUUID(), parent: turns.at(-1)?.id ?? null, at: timeOf(at) };
    if (role === 'question') turns.push({ role: 'user', ...place, text: said, command: 'ask', chips: [], context: {} });
    else turns.push({ role: 'assistant', ...place, answer: answerOf(said, model) });
  }
  if (turns.length === 0) return undefined;
  return {
    version: 2,
    id: randomUUID(),
    createdAt: timeOf(created),
    updatedAt: turns.at(-1)?.at ?? timeOf(created),
    title: title.trim().slice(0, 200) || null,
    pinned: false,
    archived: false,
    workspace: null,
    model: null,
    head: turns.at(-1)?.id ?? null,
    draft: '',
    compactions: [],
    turns,
  };
}

function answerOf(text: string, model: string) {
  const attempts = MODEL.test(model)
    ? [{ type: 'attempt' as const, attempt: 1, model, provider: model.split('/', 1).join('') }]
    : [];
  return { ...EMPTY_ANSWER, status: 'done' as const, text, attempts };
}

function timeOf(iso: string): number {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? Date.now() : at;
}

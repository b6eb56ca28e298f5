import type { RequestContext } from '../chat/requestContext.ts';
import type { Task } from '../chat/task.ts';
import { say } from '../words.ts';
import { TASK_RULES } from './taskRules.ts';

export interface RecognisedTask {
  readonly task: Task;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** The gestures that say the task by themselves. */
const COMMAND_TASKS: ReadonlyMap<string, Task> = new Map([
  ['explain', 'explain'],
  ['fix', 'fix'],
  ['summarize', 'summarize'],
  ['tests', 'test'],
  ['test', 'test'],
  ['review', 'review'],
  ['docs', 'write'],
  ['commit', 'write'],
  ['translate', 'translate'],
]);

const PROSE_LANGUAGES = new Set(['markdown', 'plaintext', 'latex', 'tex', 'restructuredtext', 'asciidoc']);
const COMMIT_LANGUAGES = new Set(['git-commit', 'scminput']);

/** Only the instruction is read, not the pasted material after or before it: its first and last stretch. */
const HEAD = 600;
const TAIL = 300;

/** The task of a request and what spoke for it: the gesture first, then the words, then what the editor shows. */
export function recogniseTask(prompt: string, context: RequestContext): RecognisedTask {
  const byCommand = COMMAND_TASKS.get(context.command ?? '');
  if (byCommand !== undefined) {
    return { task: byCommand, confidence: 0.98, reasons: [say('the command {0} was run', context.command ?? '')] };
  }
  const scores = new Map<Task, { score: number; reasons: string[] }>();
  const add = (task: Task, weight: number, reason: string) => {
    const entry = scores.get(task) ?? { score: 0, reasons: [] };
    entry.score += weight;
    if (!entry.reasons.includes(reason)) entry.reasons.push(reason);
    scores.set(task, entry);
  };
  addWords(instruction(prompt), add);
  addShape(prompt, context, add);
  const ranked = [...scores.entries()].sort((a, b) => b[1].score - a[1].score);
  const best = ranked[0];
  if (best === undefined) return fallbackTask(prompt, context);
  const second = ranked[1]?.[1].score ?? 0;
  const [task, { score, reasons }] = best;
  return { task, confidence: confidenceOf(score, second), reasons };
}

type Add = (task: Task, weight: number, reason: string) => void;

function addWords(words: { head: string; tail: string }, add: Add): void {
  for (const rule of TASK_RULES) {
    const inHead = words.head.search(rule.pattern);
    // What is said first is the instruction more often than what is said later.
    if (inHead >= 0)
      add(
        rule.task,
        rule.weight * (inHead < 60 ? 1.4 : inHead < 200 ? 1 : 0.6),
        say('the request {0}', say(rule.reason)),
      );
    else if (words.tail !== '' && rule.pattern.test(words.tail))
      add(rule.task, rule.weight * 0.7, say('the request {0}', say(rule.reason)));
  }
}

function addShape(prompt: string, context: RequestContext, add: Add): void {
  const code =
    /```|^\s*(?:import |from \w+ import|def |class |function |const |let |var |public |#include|<\?php|SELECT )/m;
  if (code.test(prompt)) {
    add('code', 1, say('code was pasted'));
    add('fix', 0.8, say('code was pasted'));
    add('explain', 0.5, say('code was pasted'));
  }
  if ((context.diagnostics?.length ?? 0) > 0) {
    add('fix', 1.5, say('problems reported there: {0}', context.diagnostics?.length ?? 0));
  }
  addLanguage(context, add);
  if (prompt.length > 1500) add('summarize', 0.4, say('a long text was pasted'));
}

/** The editor's language says what the selection or file is: prose, a commit message, or code. */
function addLanguage({ languageId = '', selection, files }: RequestContext, add: Add): void {
  if (!selection && !files?.length) return;
  if (COMMIT_LANGUAGES.has(languageId)) add('write', 2, say('the editor holds a commit message'));
  else if (PROSE_LANGUAGES.has(languageId)) {
    add('write', 0.8, say('the text is {0}', languageId));
    add('summarize', 0.5, say('the text is {0}', languageId));
  } else add('code', 0.6, languageId === '' ? say('code is selected') : say('the code is {0}', languageId));
}

function fallbackTask(prompt: string, context: RequestContext): RecognisedTask {
  if (context.selection && !PROSE_LANGUAGES.has(context.languageId ?? ''))
    return { task: 'explain', confidence: 0.4, reasons: [say('code is selected and nothing else speaks')] };
  if (/[`{}();=<>]|\b[a-z]+[A-Z_]\w+\b/.test(prompt)) {
    return { task: 'code', confidence: 0.3, reasons: [say('it names code and nothing else speaks')] };
  }
  if (prompt.length > 400)
    return { task: 'reason', confidence: 0.25, reasons: [say('a long request with no clear sign')] };
  return { task: 'chat', confidence: 0.35, reasons: [say('a short request with no clear sign')] };
}

function instruction(prompt: string): { head: string; tail: string } {
  const text = prompt.replace(/```[\s\S]*?(?:```|$)/g, ' ');
  return { head: text.slice(0, HEAD), tail: text.length > HEAD + TAIL ? text.slice(-TAIL) : text.slice(HEAD) };
}

function confidenceOf(best: number, second: number): number {
  const margin = (best - second) / best;
  return Math.min(0.95, Math.round((0.35 + 0.4 * margin + 0.03 * Math.min(best, 6)) * 100) / 100);
}

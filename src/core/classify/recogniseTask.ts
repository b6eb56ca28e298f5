import type { RequestContext } from '../chat/requestContext.ts';
import type { Task } from '../chat/task.ts';
import { say } from '../words.ts';
import { commandTask } from './commandTask.ts';
import type { ReadTask, TaskReader } from './task/readTask.ts';

const PROSE_LANGUAGES = new Set(['markdown', 'plaintext', 'latex', 'tex', 'restructuredtext', 'asciidoc']);
const COMMIT_LANGUAGES = new Set(['git-commit', 'scminput']);

/** Fewer words than these hardly say what is wanted: what the editor shows does. */
const FEW_WORDS = 4;
const SHORT_WITHIN = 400;

/** What speaks for a task beside the words, in logits: by judgement, for no labelled prompt comes with an editor. */
interface Lean {
  readonly by: ReadonlyMap<Task, number>;
  readonly reasons: readonly string[];
}

/** The task of a request and what spoke for it: the gesture alone where there is one, else the words and what the editor shows. */
export function recogniseTask(prompt: string, context: RequestContext, read: TaskReader): ReadTask {
  const byCommand = commandTask(context.command);
  if (byCommand !== undefined) {
    return { task: byCommand, confidence: 0.98, reasons: [say('the command {0} was run', context.command ?? '')] };
  }
  const { by, reasons } = leanOf(prompt, context);
  const { task, confidence, reasons: ofWords } = read(prompt, by);
  const spoken = (by.get(task) ?? 0) > 0 ? [...reasons, ...ofWords] : ofWords;
  return {
    task,
    confidence,
    reasons: spoken.length === 0 ? [say('requests like it are mostly of this kind')] : spoken,
  };
}

function leanOf(prompt: string, context: RequestContext): Lean {
  const by = new Map<Task, number>();
  const reasons: string[] = [];
  const add = (reason: string, weights: Partial<Record<Task, number>>) => {
    reasons.push(reason);
    for (const [task, weight] of Object.entries(weights)) by.set(task as Task, (by.get(task as Task) ?? 0) + weight);
  };
  const isShort = (prompt.slice(0, SHORT_WITHIN).match(/\p{L}+/gu)?.length ?? 0) < FEW_WORDS;
  const { attention } = context;
  if (attention === 'stopped') add(say('a debug session is stopped there'), { fix: isShort ? 5 : 1.5 });
  if (attention === 'problem') add(say('a problem is reported at the cursor'), { fix: isShort ? 5 : 1.5 });
  const problems = context.diagnostics?.length ?? 0;
  if (problems > 0) add(say('problems reported there: {0}', problems), { fix: isShort ? 4 : 1.2 });
  const { languageId = '', selection = '', files = [] } = context;
  if (COMMIT_LANGUAGES.has(languageId)) add(say('the editor holds a commit message'), { write: isShort ? 6 : 2.5 });
  else if (selection !== '' || files.length > 0) {
    if (PROSE_LANGUAGES.has(languageId))
      add(say('the text is {0}', languageId), { write: 0.6, summarize: 0.4, chat: -1 });
    else {
      const seen = languageId === '' ? say('code is selected') : say('the code is {0}', languageId);
      add(seen, { code: 0.5, explain: 0.4, review: 0.3, fix: 0.2, test: 0.2, chat: -2 });
    }
  }
  return { by, reasons };
}

import type { Task } from '../src/core/chat/task.ts';

/**
 * Two classifiers in the style of the guides this project starts from, written anew for comparison: the first keyword that
 * the lower-case prompt holds decides. The one knows code, reasoning and chat; the other a handful more.
 */
export const KEYWORD_TASKS: Readonly<Record<'few keywords' | 'more keywords', (prompt: string) => Task>> = {
  'few keywords': firstOf(
    [
      ['code', ['code', 'function', 'python', 'javascript', 'program']],
      ['reason', ['analyze', 'explain', 'why', 'compare', 'reason']],
    ],
    'chat',
  ),
  'more keywords': firstOf(
    [
      ['code', ['code', 'function', 'debug', 'implement', 'algorithm']],
      ['write', ['write', 'story', 'poem', 'creative', 'blog']],
      ['summarize', ['summarize', 'summary', 'tldr']],
      ['translate', ['translate', 'translation']],
      ['reason', ['analyze', 'compare', 'evaluate', 'calculate']],
    ],
    'chat',
  ),
};

function firstOf(table: readonly (readonly [Task, readonly string[]])[], otherwise: Task): (prompt: string) => Task {
  return (prompt) => {
    const text = prompt.toLowerCase();
    return table.find(([, keywords]) => keywords.some((keyword) => text.includes(keyword)))?.[0] ?? otherwise;
  };
}

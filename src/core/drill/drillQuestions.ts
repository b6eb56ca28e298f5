import type { ChatRequest } from '../chat/chatRequest.ts';
import { TASKS, type Task } from '../chat/task.ts';
import { recognise } from '../classify/recognise.ts';
import { decide } from '../routing/decide.ts';
import type { Setup } from '../routing/setup.ts';
import type { Drill } from './drill.ts';

/** A question that costs next to nothing, for each task. */
const QUESTIONS: Readonly<Record<Task, string>> = {
  code: 'Write a function that adds two numbers.',
  fix: 'Fix this: prnt("hi")',
  test: 'Write one test for a function that adds two numbers.',
  review: 'Review this: let x = 1',
  explain: 'Explain in one sentence what a loop is.',
  summarize: 'Summarize in three words: it rained all day and the river rose.',
  write: 'Write a commit message for a typo in the README.',
  translate: 'Translate "good morning" into French.',
  extract: 'Which number is in this sentence: the train leaves at 7.',
  reason: 'Which is more, 3 times 7 or 4 times 5?',
  chat: 'Say hello.',
};

/** A thinking model needs room before its first word. */
const OUTPUT_TOKENS = { plain: 32, reasoning: 1024 };

/** Who a task usually goes to. */
export interface UsualTarget {
  readonly task: Task;
  readonly model: string;
  /** About what a question with an ordinary answer costs at each model that may be asked, in US$; null where no price is known. */
  readonly typicalUsd: Readonly<Record<string, number | null>>;
  /** It is down in the drill. */
  readonly down: boolean;
}

/** Where each task goes, asked of nobody; tasks that no model can take are left out. */
export async function usualTargets(
  setup: Setup,
  tools: Parameters<typeof decide>[3],
  drill: Drill,
): Promise<UsualTarget[]> {
  const targets = TASKS.map(async (task) => {
    const { parameters: _, ...request } = drillRequest(task, task, setup);
    const { event, plan } = decide(request, await recognise(request), setup, tools);
    const [target] = event.targets;
    const [candidate] = plan.candidates;
    if (target === undefined || candidate === undefined) return [];
    const typicalUsd = Object.fromEntries(event.targets.map(({ model, estimatedUsd }) => [model, estimatedUsd]));
    return [{ task, model: target.model, typicalUsd, down: drill.isDown(candidate.model) }];
  });
  return (await Promise.all(targets)).flat();
}

/** The question of a task, as it is asked in a drill. */
export function drillRequest(id: string, task: Task, setup: Setup): ChatRequest {
  const thinks = [...setup.models.values()].some(({ reasoning }) => reasoning);
  return {
    id,
    source: 'fireDrill',
    prompt: QUESTIONS[task],
    context: {},
    history: [],
    system: '',
    task,
    parameters: { maxOutputTokens: thinks ? OUTPUT_TOKENS.reasoning : OUTPUT_TOKENS.plain },
    retractable: true,
  };
}

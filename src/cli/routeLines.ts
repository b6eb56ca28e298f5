import { randomUUID } from 'node:crypto';
import { decide } from '../core/routing/routeChat.ts';
import { withinBudget } from '../core/routing/withinBudget.ts';
import type { CliEngine } from './cliEngine.ts';
import { answerPromptLines } from './promptLines.ts';

/** `route`: says for every prompt on stdin who would be asked, and why; asks nobody. */
export function routeLines({ setup, tools }: CliEngine): Promise<number> {
  return answerPromptLines(async (prompt, context) => {
    const request = { id: randomUUID(), source: 'cli', prompt, context, history: [], retractable: true } as const;
    const decision = decide(request, setup, tools);
    const { event } = await withinBudget(decision, setup, tools, new AbortController().signal);
    const { task, difficulty, strategy, targets, rejected } = event;
    return { task, difficulty, strategy, targets, rejected };
  });
}

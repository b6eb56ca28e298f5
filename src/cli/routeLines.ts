import { randomUUID } from 'node:crypto';
import { recognise } from '../core/classify/recognise.ts';
import { examine } from '../core/privacy/examine.ts';
import { decide } from '../core/routing/decide.ts';
import { withinBudget } from '../core/routing/withinBudget.ts';
import type { CliEngine } from './cliEngine.ts';
import { answerPromptLines } from './promptLines.ts';

/** `route`: says for every prompt on stdin who would be asked, and why; asks nobody. */
export function routeLines({ setup, tools }: CliEngine): Promise<number> {
  return answerPromptLines(async (prompt, context) => {
    const request = { id: randomUUID(), source: 'cli', prompt, context, history: [], retractable: true } as const;
    const { signal } = new AbortController();
    const found = await examine(request, setup.privacy, tools.detectLeaks, signal);
    const decided = decide(request, await recognise(request), setup, tools, found);
    const { event } = await withinBudget(decided, setup, tools, signal);
    const { task, difficulty, strategy, targets, rejected, reasons, sensitivity } = event;
    return { task, difficulty, strategy, targets, rejected, reasons, ...(sensitivity && { sensitivity }) };
  });
}

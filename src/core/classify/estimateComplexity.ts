import type { RequestContext } from '../chat/requestContext.ts';
import type { Difficulty, Task } from '../chat/task.ts';
import { say } from '../words.ts';

/** The need for a strong model that each task starts from. */
const BASE: Readonly<Record<Task, number>> = {
  chat: 0.12,
  translate: 0.2,
  extract: 0.22,
  summarize: 0.25,
  write: 0.32,
  explain: 0.35,
  test: 0.42,
  code: 0.45,
  fix: 0.48,
  review: 0.5,
  reason: 0.55,
};

interface Sign {
  readonly weight: number;
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Signs in the words of a request, up and down. */
export const SIGNS: readonly Sign[] = [
  {
    weight: 0.18,
    pattern:
      /\b(?:architecture|distributed|concurren\w*|race condition|deadlock|scal(?:e|able|ability)|microservices?|compiler|cryptograph\w*|consensus|lock-free|memory leak)\b/i,
    reason: 'an expert subject',
  },
  {
    weight: 0.15,
    pattern:
      /\b(?:prove|proof|theorem|derive|rigorous|formal(?:ly)?|complexity analysis|np-hard|bayes\w*|differential|eigen\w*)\b/i,
    reason: 'formal reasoning',
  },
  {
    weight: 0.14,
    pattern:
      /\b(?:refactor|migrate|redesign|rewrite)\b[^.\n]{0,60}\b(?:whole|entire|all|codebase|project|system|module)\b/i,
    reason: 'a large change',
  },
  {
    weight: 0.12,
    pattern:
      /\b(?:step[- ]by[- ]step|in detail|comprehensive|thorough(?:ly)?|complete|full(?:-stack)?|production[- ]ready|end-to-end|optimi[sz]e)\b/i,
    reason: 'a thorough answer is asked for',
  },
  { weight: 0.1, pattern: /(?:^\s*(?:[-*]|\d+[.)])\s.+\n?){4,}/m, reason: 'many requirements' },
  {
    weight: -0.12,
    pattern: /\b(?:simple|quick(?:ly)?|short(?:ly)?|brief(?:ly)?|basic|one[- ]liner|just|hello world|easy)\b/i,
    reason: 'a simple answer is asked for',
  },
];

/** The estimated need for a strong model, 0…1, its class, and what spoke for it. */
export function estimateComplexity(
  prompt: string,
  context: RequestContext,
  task: Task,
): { complexity: number; difficulty: Difficulty; reasons: string[] } {
  const reasons: string[] = [];
  let complexity = BASE[task];
  const add = (weight: number, reason: string) => {
    complexity += weight;
    reasons.push(reason);
  };
  for (const sign of SIGNS) if (sign.pattern.test(prompt)) add(sign.weight, say(sign.reason));
  const length = prompt.length + attachedLength(context);
  if (length > 6000) add(0.15, say('a lot of material'));
  else if (length > 1500) add(0.08, say('a long request'));
  else if (length < 60 && context.selection === undefined) complexity -= 0.08;
  if ((context.files?.length ?? 0) > 2) add(0.08, say('several files'));
  if ((context.diagnostics?.length ?? 0) > 3) add(0.06, say('many problems'));
  complexity = Math.round(Math.min(1, Math.max(0, complexity)) * 100) / 100;
  return { complexity, difficulty: difficultyOf(complexity), reasons };
}

function difficultyOf(complexity: number): Difficulty {
  if (complexity < 0.36) return 'simple';
  return complexity < 0.66 ? 'moderate' : 'complex';
}

function attachedLength({ selection = '', selections = [], files = [], notes = [] }: RequestContext): number {
  return [...selections, ...files, ...notes].reduce((sum, { text }) => sum + text.length, selection.length);
}

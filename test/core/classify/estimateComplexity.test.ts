import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../src/core/chat/requestContext.ts';
import type { Task } from '../../../src/core/chat/task.ts';
import { loadComplexityModel } from '../../../src/core/classify/complexity/loadComplexityModel.ts';
import { estimateComplexity } from '../../../src/core/classify/estimateComplexity.ts';

const model = await loadComplexityModel();
const estimate = (prompt: string, context: RequestContext = {}, task: Task = 'code') =>
  estimateComplexity(prompt, context, task, model);

const LONG_DESIGN = `Design the architecture of a distributed rate limiter, step by step, with a proof of its consensus protocol.
It must scale to many regions, compare the trade-offs of three approaches in detail, and analyse every failure mode:
- clocks that drift, partitions, and a leader that is slow but not dead
- quantities that are counted twice when a request is retried
- a migration plan from the single node that we have, without downtime`;

describe('the difficulty', () => {
  test.each([
    ['simple', 'hi', {}],
    ['simple', 'Translate this to German: Good morning', {}],
    ['moderate', 'Design the architecture of a distributed rate limiter, step by step', {}],
    ['complex', LONG_DESIGN, {}],
  ] as const)('is %s: %s', (difficulty, prompt, context) => {
    expect(estimate(prompt, context).difficulty).toBe(difficulty);
  });

  test('has its reasons in words, where there is one', () => {
    expect(estimate('Design the architecture of a distributed rate limiter, step by step').reasons).toEqual([
      'a plan or a design',
      'an expert subject',
    ]);
    expect(estimate('hi').reasons).toEqual([]);
  });
});

describe('the complexity', () => {
  test.each([
    ['more code is selected', [{}, { selection: 'if (a) { return b(c[1]); }\n'.repeat(60) }]],
    ['files are attached', [{}, { files: [{ path: 'a.ts', text: 'x'.repeat(7000) }] }]],
    ['the editor has problems', [{}, { diagnostics: ['a', 'b', 'c', 'd'] }]],
  ] as const)('grows when %s', (_, contexts) => {
    const [without, withIt] = contexts.map((context) => estimate('Let it handle empty lists and errors', context));
    expect(withIt?.complexity).toBeGreaterThan(without?.complexity ?? 1);
  });

  test('of a few words hangs on the task, of a whole request it does not', () => {
    const difference = (prompt: string) =>
      Math.abs(estimate(prompt, {}, 'chat').complexity - estimate(prompt, {}, 'reason').complexity);
    expect(difference('go on')).toBeGreaterThan(0.02);
    expect(difference(LONG_DESIGN)).toBe(0);
  });

  test('is fine enough to order requests that are nearly alike', () => {
    const question = (word: string) =>
      `def f(text):\n    return text.replace('a', '${word}').upper()\nassert f('${word}') == ??\n# what does it return?`;
    const found = ['b', 'bc', 'bcd', 'bcde', 'bcdef'].map((word) => estimate(question(word)).complexity);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});

// A pattern that goes back and forth over these would take longer than any test may.
test('a long prompt takes no long time', () => {
  for (const piece of ['write ', 'a', '- item\n', '[[[', "'", 'x = f(', 'def f(a):\n', 'A. x\n', '```\n', '[PYTHON]\n'])
    estimate(piece.repeat(100_000));
});

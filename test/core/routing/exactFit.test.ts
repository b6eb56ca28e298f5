import { describe, expect, test } from 'vitest';
import type { TokenCounter } from '../../../src/core/ports/tokenCounter.ts';
import { Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

const OK: Step[] = ['Hi', { usage: { inputTokens: 1, outputTokens: 1 } }, { finish: 'stop' }];
const PROMPT = 'word '.repeat(1000);

/** What a request says that is close to the windows of `a/gpt-4o` and `b/m`, with this count of its tokens. */
async function run(tokens: number | undefined, counted: string[] = []): Promise<string[]> {
  const counter: TokenCounter = {
    count: async (model) => {
      counted.push(model);
      return model === 'gpt-4o' ? tokens : undefined;
    },
  };
  const scenario = new Scenario(
    { a: OK, b: OK, c: OK },
    {
      models: { 'a/gpt-4o': { contextWindow: 1700 }, 'b/m': { contextWindow: 1700 }, 'c/m': { contextWindow: 99_000 } },
      routes: { default: ['a/gpt-4o', 'b/m', 'c/m'] },
    },
  );
  const log: string[] = [];
  const read = async (prompt: string) => {
    for await (const event of scenario.route({ prompt }, counter)) {
      if (event.type === 'decision') {
        log.push(event.targets.map(({ model }) => model).join(' '), ...event.rejected.map(({ reason }) => reason));
      }
    }
  };
  await read(PROMPT);
  return log;
}

describe('a request that is close to a window', () => {
  test('is counted, and goes first to who it fits; who nobody can tell of is asked last', async () => {
    expect(await run(1000)).toEqual(['a/gpt-4o c/m b/m']);
  });

  test('is never sent where the count says that it does not fit', async () => {
    expect(await run(1650)).toEqual(['c/m b/m', 'counted exactly, it does not fit into its window of 1700 tokens']);
  });

  test('is left to the estimate where no count can be had', async () => {
    expect(await run(undefined)).toEqual(['c/m a/gpt-4o b/m']);
  });
});

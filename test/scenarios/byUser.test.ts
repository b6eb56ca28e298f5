import { expect, test } from 'vitest';
import { Scenario } from '../fakes/scenario.ts';

// The editor may ask for consent in answer to what the user does, and never otherwise.
test.each([
  ['panel', true],
  ['test', true],
  ['fireDrill', true],
  ['cli', false],
  ['bench', false],
] as const)('a request of source %s comes from what the user did in the editor: %s', async (source, byUser) => {
  const scenario = new Scenario({ a: ['Hi', { finish: 'stop' }] });
  await scenario.run({ source });
  expect(scenario.providers.a?.calls.map((call) => call.byUser)).toEqual([byUser]);
});

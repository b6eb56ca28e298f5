import { expect, test, vi } from 'vitest';
import { Drill } from '../../../src/core/drill/drill.ts';
import type { Setup } from '../../../src/core/routing/setup.ts';
import { runDrill } from '../../../src/shell/drill/runDrill.ts';
import type { Engine } from '../../../src/shell/engine.ts';
import { Scenario } from '../../fakes/scenario.ts';
import { fault } from '../../fakes/scriptedProvider.ts';

vi.mock('vscode', () => ({
  env: { language: 'en' },
  QuickPickItemKind: { Separator: -1 },
  ProgressLocation: {},
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])) },
}));
const { drillReport } = await import('../../../src/shell/drill/drillReport.ts');
const { drillTargets } = await import('../../../src/shell/drill/fireDrill.ts');

/** The report of a drill on provider `a`, of a setup with these models; those of `b` and `c` fail. */
async function reported(providers: readonly ('a' | 'b' | 'c')[]): Promise<string> {
  const failing = [fault('overloaded')];
  const scenario = new Scenario({ a: failing, b: failing, c: failing });
  const { clock } = scenario;
  const drill = new Drill(clock);
  scenario.drill = drill;
  const has = (provider: string) => (providers as readonly string[]).includes(provider);
  const setup: Setup = {
    ...scenario.setup,
    providers: new Map([...scenario.setup.providers].filter(([id]) => has(id))),
    models: new Map([...scenario.setup.models].filter(([, { provider }]) => has(provider))),
  };
  const engine = { setup, tools: scenario.tools, drill, ledger: { onChange: () => () => undefined } };
  const watch = { signal: new AbortController().signal, onTask() {}, onWait() {} };
  const running = runDrill(engine as unknown as Engine, 'a', 60_000, watch);
  await clock.advance(600_000);
  return drillReport(await running);
}

test('where only one provider is set up nobody answers, and the way to another one is named', async () => {
  const report = await reported(['a']);
  expect(report).toContain('11 of 11 tasks got no answer, for this is your only provider.');
  expect(report).toContain('*Switchyard: Add Provider or Change Key* gives them another.');
  expect(report).toMatch(/\| code \| `a\/m` \| \*\*nobody answered\*\* \|/);
  expect(report).not.toContain('took it down');
});

test('where others fail too the report tells what they said, and to give the tasks another model', async () => {
  const report = await reported(['a', 'b']);
  expect(report).toContain('11 of 11 tasks got no answer: give them another model.');
  expect(report).toMatch(/\*\*nobody answered\*\* \(b\/m: [^|)]+\)/);
  expect(report).not.toContain('took it down');
});

test('a provider is offered by its id beside a name of its own only', () => {
  const { setup } = new Scenario({});
  const [solo, named] = [...setup.providers.values()].map((provider) => ({ ...provider, name: provider.id }));
  if (solo === undefined || named === undefined) throw new Error('two providers are expected');
  const providers = new Map([
    [solo.id, solo],
    [named.id, { ...named, name: 'Named' }],
  ]);
  const rows = drillTargets({ ...setup, providers }).map((row) => [row.label, 'description' in row && row.description]);
  expect(rows.slice(1, 3)).toEqual([
    ['a', false],
    ['Named', 'b'],
  ]);
});

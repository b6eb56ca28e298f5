import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { type HostRun, runInExtensionHost } from './harness/extensionHost.ts';
import { simulatedSettings } from './harness/simulated.ts';

describeEndToEnd('Inside the extension host', () => {
  let simulator: Simulator;
  let hostile: Simulator;
  let run: HostRun;

  beforeAll(async () => {
    const providers = { sim: { models: { small: {}, planted: {} } } };
    simulator = await startSimulator({ providers });
    hostile = await startSimulator({ providers });
    run = await runInExtensionHost({
      entry: fileURLToPath(new URL('./inHost/facts.ts', import.meta.url)),
      files: {
        'notes.md': '# Notes\n',
        '.vscode/settings.json': JSON.stringify({
          ...simulatedSettings(hostile.baseUrl, ['sim/planted']),
          'switchyard.objective': 'cheapest',
        }),
      },
      settings: simulatedSettings(simulator.baseUrl, ['sim/small']),
    });
  });
  afterAll(async () => {
    await simulator?.close();
    await hostile?.close();
  });

  test('the module ran to its end, and the extension is active', () => {
    expect(run.exitCode, run.output.join('\n')).toBe(0);
    expect(fact('active')).toBe(true);
  });

  test('every command of the manifest is registered, and no other', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command).sort();
    expect(fact('commands')).toEqual(expect.arrayContaining(commands));
    const added = (fact('commands') as string[]).filter((command) => !commands.includes(command));
    // The editor makes these for every view and container.
    expect(added.filter((command) => !/^switchyard\.chat\./.test(command))).toEqual([]);
  });

  test('node:sqlite works there, and a request through the real engine is a row in the ledger', () => {
    const asked = simulator.requests.map(({ provider, model }) => `${provider}/${model}`);
    expect(new Set(asked)).toEqual(new Set(['sim/small']));
    expect(fact('sqlite')).toMatch(/^\d+\.\d+/);
    const row = { model: 'sim/small', provider: 'sim', source: 'test', outcome: 'ok', costed: 1 };
    expect(fact('rows')).toContainEqual(row);
    expect(fact('ledgerMode')).toBe('600');
  });

  test("providers and models come from the user's settings, never from the workspace's; the objective may", () => {
    expect(hostile.requests).toHaveLength(0);
    expect(fact('providers')).toMatchObject({
      globalValue: { sim: { baseUrl: simulator.baseUrl('sim') } },
      effective: { sim: { baseUrl: simulator.baseUrl('sim') } },
    });
    expect(fact('models')).toEqual(['sim/small']);
    expect(fact('objective')).toBe('cheapest');
  });

  function fact(name: string): unknown {
    return (run.results[0] as Record<string, unknown> | undefined)?.[name];
  }
});

import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { type HostRun, runInExtensionHost } from './harness/extensionHost.ts';

const finish = { type: 'finish', reason: 'stop' };

describeEndToEnd("The editor's own models", () => {
  let run: HostRun;
  const fact = (name: string) => (run.results[0] as Record<string, unknown> | undefined)?.[name];

  beforeAll(async () => {
    run = await runInExtensionHost({
      entry: fileURLToPath(new URL('./inHost/askEditorModels.ts', import.meta.url)),
      beside: fileURLToPath(new URL('./inHost/otherModels', import.meta.url)),
    });
  });

  test('are those of other extensions, with their windows, and never our own', () => {
    expect(run.exitCode, run.output.join('\n')).toBe(0);
    expect(fact('models')).toEqual(
      ['echo', 'broken', 'slow'].map((id) => ({
        name: `other/${id}`,
        label: `Other ${id}`,
        entry: { contextWindow: 32_000 },
      })),
    );
    expect(fact('own')).toEqual(['modelNotFound: no extension offers the model switchyard/echo in this editor']);
  });

  test('answer with everything they were sent', () => {
    expect(fact('answer')).toEqual([
      { type: 'text', delta: 'Other says: ' },
      { type: 'text', delta: expect.stringMatching(/^Be kind\. \| Hi \| image\/png/) },
      finish,
    ]);
  });

  test('call tools', () => {
    expect(fact('toolCall')).toEqual([
      { type: 'toolCall', index: 0, id: 'call-1', name: 'report', argumentsDelta: '{"ok":true}' },
      finish,
    ]);
  });

  test('fail with a kind and one line', () => {
    expect(fact('broken')).toEqual(['rateLimit: Rate limit exceeded']);
    expect(fact('unknown')).toEqual(['modelNotFound: no extension offers the model other/nothing in this editor']);
  });

  test('stop when they are told to', () => {
    expect((fact('stopped') as unknown[]).filter((event) => (event as { type?: string }).type === 'text')).toEqual([]);
  });

  test('ask for consent only in answer to what the user does', () => {
    expect(fact('withoutConsent')).toEqual([
      'auth: you have not yet allowed Switchyard to use Other echo: ask it once in the chat',
    ]);
    expect(fact('consentByUser')).toEqual(finish);
  });
});

import { beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/shell/engine.ts';
import { Scenario } from '../../fakes/scenario.ts';
import { LogLines } from '../../storage/ledgerFile.ts';

const editor = vi.hoisted(() => ({
  items: [] as { text: string; isShown: boolean }[],
  told: [] as string[],
  serving: false,
}));
vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])) },
  StatusBarAlignment: { Right: 2 },
  commands: {
    executeCommand: async (_: string, name: string, value: boolean) => {
      if (name === 'switchyard.serving') editor.serving = value;
    },
  },
  window: {
    createStatusBarItem: () => {
      const item = {
        ...{ text: '', isShown: false },
        show() {
          item.isShown = true;
        },
        dispose() {
          item.isShown = false;
        },
      };
      editor.items.push(item);
      return item;
    },
    showInformationMessage: async (told: string) => void editor.told.push(told),
    showErrorMessage: async (told: string) => void editor.told.push(told),
  },
}));
const { ServerSwitch } = await import('../../../src/shell/server/serverSwitch.ts');

beforeEach(() => {
  Object.assign(editor, { items: [], told: [], serving: false });
});

/** A switch whose server listens, and then is not yet started until `go` is called. */
function aSwitch() {
  const { setup, tools } = new Scenario({});
  let go = (_?: Error): void => undefined;
  let listens = (): void => undefined;
  const listening = new Promise<void>((resolve) => {
    listens = resolve;
  });
  const port: number[] = [];
  const state = {
    get: <T>(_: string, other: T) => other,
    update: (_: string, ports: number[]) => {
      port.push(...ports);
      listens();
      return new Promise<void>((resolve, reject) => {
        go = (error) => (error === undefined ? resolve() : reject(error));
      });
    },
  };
  const engine = { setup, tools } as unknown as Engine;
  const server = new ServerSwitch(engine, state as never, new LogLines() as never);
  return { server, listening, go: (error?: Error) => go(error), answers: () => answers(port[0]) };
}

async function answers(port: number | undefined): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/v1/models`).then(
    () => true,
    () => false,
  );
}

test('what is started is shown until it is stopped', async () => {
  const { server, listening, go, answers } = aSwitch();
  const started = server.start();
  await listening;
  go();
  await started;
  expect([editor.items.map(({ isShown }) => isShown), editor.serving, await answers()]).toEqual([[true], true, true]);
  await server.stop();
  expect([editor.items.map(({ isShown }) => isShown), editor.serving, await answers()]).toEqual([
    [false],
    false,
    false,
  ]);
});

test('one that is stopped while it starts is closed, and never shown or told of', async () => {
  const { server, listening, go, answers } = aSwitch();
  const started = server.start();
  await listening;
  const stopped = server.stop();
  go();
  await Promise.all([started, stopped]);
  expect(editor.items.filter(({ isShown }) => isShown)).toEqual([]);
  expect([editor.serving, editor.told, await answers()]).toEqual([false, [], false]);
});

test('a start that fails is told once, however often it was asked for, and not at all where it was stopped', async () => {
  const { server, listening, go } = aSwitch();
  const twice = [server.start(), server.start()];
  await listening;
  go(new Error('no disk'));
  await Promise.all(twice);
  expect(editor.told).toEqual(['The local server could not be started: no disk']);
});

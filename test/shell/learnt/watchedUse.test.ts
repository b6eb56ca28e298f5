import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Sign } from '../../../src/core/quality/signs.ts';
import type { SignKeeper } from '../../../src/shell/learnt/signKeeper.ts';
import { WatchedUse } from '../../../src/shell/learnt/watchedUse.ts';
import { answerTurn } from '../chat/aConversation.ts';

/** As much of the editor as is watched. */
const editor = vi.hoisted(() => {
  const texts = new Map<string, string>();
  const errors = new Map<string, string[]>();
  const changing = new Set<(event: unknown) => void>();
  const diagnosing = new Set<(event: unknown) => void>();
  let version = 1;
  const document = (uri: string) => ({ uri, version, getText: () => texts.get(uri) ?? '' });
  const listenTo = (listeners: Set<(event: unknown) => void>) => (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return { dispose: () => listeners.delete(listener) };
  };
  const tell = (listeners: Set<(event: unknown) => void>, event: unknown) => {
    for (const listener of [...listeners]) listener(event);
  };
  return {
    ...{ texts, errors, changing, diagnosing },
    change(uri: string, text: string, reason?: number) {
      texts.set(uri, text);
      version += 1;
      tell(changing, { document: document(uri), contentChanges: [{}], reason });
    },
    diagnose(uri: string, messages: string[]) {
      errors.set(uri, messages);
      tell(diagnosing, { uris: [uri] });
    },
    api: {
      DiagnosticSeverity: { Error: 0 },
      TextDocumentChangeReason: { Undo: 1, Redo: 2 },
      languages: {
        getDiagnostics: (uri: string) =>
          (errors.get(uri) ?? []).map((message) => ({ severity: 0, message, range: { start: { line: 1 } } })),
        onDidChangeDiagnostics: listenTo(diagnosing),
      },
      workspace: {
        get textDocuments() {
          return [...texts.keys()].map(document);
        },
        openTextDocument: (uri: string) =>
          texts.has(uri) ? Promise.resolve(document(uri)) : Promise.reject(new Error('gone')),
        onDidChangeTextDocument: listenTo(changing),
      },
    },
  };
});
vi.mock('vscode', () => editor.api);

const BEFORE = 'first\nlast\n';
const AFTER = 'first\nanswer one\nanswer two\nlast\n';

beforeEach(() => {
  vi.useFakeTimers();
  for (const map of [editor.texts, editor.errors]) map.clear();
  editor.texts.set('a.ts', BEFORE);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Puts an answer into a file, lets something happen, and tells the signs that came of it in all its time. */
async function signsAfter(happens: () => void | Promise<void>, before: readonly string[] = []): Promise<Sign[]> {
  const signs: Sign[] = [];
  const keeper = { note: (_: unknown, sign: Sign) => void signs.push(sign) } as unknown as SignKeeper;
  editor.errors.set('a.ts', [...before]);
  const use = new WatchedUse(keeper, answerTurn('a1', 'q1', 'Answer'));
  use.willEdit(['a.ts'] as never);
  editor.texts.set('a.ts', AFTER);
  await use.used('applied');
  await happens();
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  expect([editor.changing.size, editor.diagnosing.size]).toEqual([0, 0]);
  return signs;
}

test('An answer that is put there once more is watched once', async () => {
  const signs: Sign[] = [];
  const keeper = { note: (_: unknown, sign: Sign) => void signs.push(sign) } as unknown as SignKeeper;
  const useIt = async (text: string) => {
    const use = new WatchedUse(keeper, answerTurn('a2', 'q1', 'Answer'));
    use.willEdit(['a.ts'] as never);
    editor.change('a.ts', text);
    await use.used('applied');
  };
  await useIt(AFTER);
  await later(2000);
  await useIt(AFTER.replace('last', 'answer one\nanswer two\nlast'));
  await later(2000);
  editor.change('a.ts', 'first\nmy own\nlast\n');
  await later(10 * 60_000);
  expect(signs).toEqual(['applied', 'applied', 'rewritten']);
});

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('An answer that was put into a file', () => {
  test.each<[string, () => void | Promise<void>, Sign[]]>([
    ['is left alone', () => {}, ['applied', 'survived']],
    ['is typed beside', () => editor.change('a.ts', `${AFTER}mine\n`), ['applied', 'survived']],
    ['is undone', () => editor.change('a.ts', BEFORE, 1), ['applied', 'undone']],
    [
      'is undone and redone',
      async () => {
        editor.change('a.ts', BEFORE, 1);
        await later(2000);
        editor.change('a.ts', AFTER, 2);
      },
      ['applied', 'undone', 'applied', 'survived'],
    ],
    [
      'is undone and redone at once',
      () => {
        editor.change('a.ts', BEFORE, 1);
        editor.change('a.ts', AFTER, 2);
      },
      ['applied', 'survived'],
    ],
    [
      'is undone, and something else typed at once',
      () => {
        editor.change('a.ts', BEFORE, 1);
        editor.change('a.ts', `${BEFORE}mine\n`);
      },
      ['applied', 'undone'],
    ],
    ['is rewritten', () => editor.change('a.ts', 'first\nmy own\nlast\n'), ['applied', 'rewritten']],
    ['is in a file that is deleted', () => void editor.texts.delete('a.ts'), ['applied', 'undone']],
    ['is closed without being saved', () => void editor.texts.set('a.ts', BEFORE), ['applied', 'undone']],
    [
      'is undone when it has proven itself',
      async () => {
        await later(5.5 * 60_000);
        editor.change('a.ts', BEFORE, 1);
      },
      ['applied', 'survived'],
    ],
    ['makes an error', () => editor.diagnose('a.ts', ['no such name']), ['applied', 'moreErrors']],
    [
      'is looked at by a slow language service',
      async () => {
        editor.diagnose('a.ts', []);
        await later(1000);
        editor.diagnose('a.ts', ['no such name']);
      },
      ['applied', 'moreErrors'],
    ],
    [
      'is changed before an error comes',
      () => {
        editor.change('a.ts', `${AFTER}mine is wrong\n`);
        editor.diagnose('a.ts', ['no such name']);
      },
      ['applied', 'survived'],
    ],
  ])('and %s', async (_, happens, expected) => {
    expect(await signsAfter(happens)).toEqual(expected);
  });

  test.each<[string, string[], Sign[]]>([
    ['mends one', [], ['applied', 'fewerErrors', 'survived']],
    ['leaves it', ['was there'], ['applied', 'survived']],
  ])('among errors, and %s', async (_, after, expected) => {
    expect(await signsAfter(() => editor.diagnose('a.ts', after), ['was there'])).toEqual(expected);
  });
});

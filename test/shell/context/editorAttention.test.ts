import { afterEach, expect, test, vi } from 'vitest';
import { mergeContexts } from '../../../src/core/chat/mergeContexts.ts';
import { recognise } from '../../../src/core/classify/recognise.ts';
import { editorAttention } from '../../../src/shell/context/editorAttention.ts';

const { fake } = vi.hoisted(() => {
  class DebugStackFrame {}
  const state = { problems: [] as { line: number; severity: number }[] };
  const editor = { document: { uri: 'file:///a.ts' }, selection: { active: 7 } };
  return {
    fake: {
      DebugStackFrame,
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2 },
      debug: { activeStackItem: undefined as unknown },
      window: { activeTextEditor: editor },
      languages: {
        getDiagnostics: () =>
          state.problems.map(({ line, severity }) => ({ severity, range: { contains: (at: number) => at === line } })),
      },
      state,
    },
  };
});
vi.mock('vscode', () => fake);
vi.mock('../../../src/shell/context/workingEditor.ts', () => ({ workingEditor: () => fake.window.activeTextEditor }));

afterEach(() => {
  fake.debug.activeStackItem = undefined;
  fake.state.problems = [];
});

test('a problem under the cursor is seen, hints and those elsewhere are not', () => {
  fake.state.problems = [{ line: 8, severity: 0 }];
  expect(editorAttention()).toBeUndefined();
  fake.state.problems = [{ line: 7, severity: 2 }];
  expect(editorAttention()).toBeUndefined();
  fake.state.problems = [{ line: 7, severity: 1 }];
  expect(editorAttention()).toBe('problem');
});

test('a debug session counts once it is stopped at a frame', () => {
  fake.debug.activeStackItem = {};
  expect(editorAttention()).toBeUndefined();
  fake.debug.activeStackItem = new fake.DebugStackFrame();
  expect(editorAttention()).toBe('stopped');
});

test.each([
  ['stopped', 'a debug session is stopped there'],
  ['problem', 'a problem is reported at the cursor'],
] as const)('%s says what a few words want, and does not overrule clear ones', async (attention, reason) => {
  const context = mergeContexts([{ command: 'ask', attention }, { languageId: 'typescript' }]);
  const { task, reasons } = await recognise({ prompt: 'and now?', context });
  expect([task, reasons[0]]).toEqual(['fix', reason]);
  expect((await recognise({ prompt: 'Translate this comment into French', context })).task).toBe('translate');
  expect((await recognise({ prompt: 'Write unit tests for this function', context })).task).toBe('test');
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as vscode from 'vscode';
import { messageText } from '../../../src/core/chat/message.ts';
import { pathsOf } from '../../../src/core/privacy/pathsOf.ts';
import { Scenario } from '../../fakes/scenario.ts';
import type { Step } from '../../fakes/scriptedProvider.ts';

const at = vi.hoisted(() => ({ repository: undefined as unknown, editor: undefined as unknown }));

vi.mock('vscode', () => ({
  l10n: { t: (words: string) => words },
  ProgressLocation: {},
  DiagnosticSeverity: { Hint: 3 },
  FileType: { File: 1, SymbolicLink: 64 },
  Range: class {},
  Uri: { joinPath: ({ path }: { path: string }, more: string) => ({ path: `${path}/${more}` }) },
  commands: { executeCommand: async () => undefined },
  window: {
    withProgress: (_: unknown, work: (...given: unknown[]) => unknown) =>
      work({}, { onCancellationRequested: () => ({ dispose() {} }) }),
    showErrorMessage: async () => undefined,
    showInformationMessage: async () => undefined,
    showWarningMessage: async () => undefined,
  },
  languages: {
    getDiagnostics: () => [
      [{ path: '/demo/src/legal/b.ts' }, [{ range: { start: { line: 2 } }, severity: 0, message: 'no "PLAN"' }]],
    ],
  },
  workspace: {
    asRelativePath: ({ path }: { path: string }) => path.replace('/demo/', ''),
    fs: { stat: async () => ({ type: 1, size: 3 }), readFile: async () => new Uint8Array([1, 2, 3]) },
  },
}));
vi.mock('../../../src/shell/git/gitApi.ts', () => ({
  chooseRepository: async () => at.repository,
  untrackedFiles: () => [],
}));
vi.mock('../../../src/shell/apply/reviewChanges.ts', () => ({ reviewChanges: async () => 'discarded' }));
vi.mock('../../../src/shell/fix/linesToFix.ts', () => ({ linesToFix: async (_: unknown, range: unknown) => range }));
vi.mock('../../../src/shell/context/workingEditor.ts', () => ({ workingEditor: () => at.editor }));

const { CommitWriter } = await import('../../../src/shell/git/commitWriter.ts');
const { changesScope } = await import('../../../src/shell/review/changesScope.ts');
const { proposeFix } = await import('../../../src/shell/fix/proposeFix.ts');
const { imageFilePiece } = await import('../../../src/shell/context/imagePiece.ts');
const { problemsPiece } = await import('../../../src/shell/context/problemsPiece.ts');
const { summaryPiece } = await import('../../../src/shell/context/summaryPiece.ts');
const { runPrompt } = await import('../../../src/shell/prompts/runPrompt.ts');

const uri = (path: string) => ({ path: `/demo/${path}` }) as vscode.Uri;
const END: Step = { finish: 'stop' };
const provider = (trainsOnData: boolean) => ({
  api: 'openai-chat',
  baseUrl: 'https://example.test/v1',
  dataPolicy: { trainsOnData },
});

/** The package of the workspace is a folder of the repository. */
const LEGAL = { privacy: { globs: { confidential: ['src/legal/**'] } } };
const DIFF = `diff --git a/demo/src/legal/a.ts b/demo/src/legal/a.ts
--- a/demo/src/legal/a.ts
+++ b/demo/src/legal/a.ts
@@ -1 +1 @@
-old
+THE PLAN
`;

let scenario: Scenario;
let inputBox = { value: '' };
beforeEach(() => {
  scenario = new Scenario(
    { a: ['From a', END], b: ['From b', END] },
    { ...LEGAL, providers: { a: provider(true), b: provider(false), c: provider(true) } },
  );
  inputBox = { value: '' };
  at.repository = {
    rootUri: { path: '' },
    inputBox,
    diff: async (cached: boolean) => (cached ? DIFF : ''),
    log: async () => [],
  };
});
const engine = () => ({ setup: scenario.setup, tools: scenario.tools }) as never;
const calls = (id: string) => scenario.providers[id]?.calls ?? [];

/** It went to `b`, which may have it, and not to `a`, which comes first. */
function expectDiscreet(): void {
  expect(calls('a')).toEqual([]);
  expect(calls('b').map(({ messages }) => messages.map(messageText).join('\n'))).toEqual([
    expect.stringContaining('PLAN'),
  ]);
}

describe('where the text of a file goes into a prompt by itself, its path goes along', () => {
  test('into the one for a commit message', async () => {
    await new CommitWriter(engine(), {} as never).write(undefined);
    expectDiscreet();
    expect(inputBox.value).toBe('From b');
  });

  test.each(['src/legal/a.ts', '.env'])('into the one for a correction of %s', async (path) => {
    const document = {
      uri: uri(path),
      languageId: 'typescript',
      lineCount: 1,
      getText: () => 'THE PLAN',
      offsetAt: () => 0,
    };
    const range = { start: { line: 0 }, end: { line: 0 } };
    const problem = { document, range, messages: ['line 1: no'] } as never;
    await proposeFix({ engine: engine(), actions: {} as never, signs: { note() {} } as never }, problem);
    expectDiscreet();
  });

  test('into a review', async () => {
    const scope = await changesScope(at.repository as never, []);
    expect(pathsOf(scope?.attachment.context ?? {})).toEqual(
      expect.arrayContaining(['demo/src/legal/a.ts', 'src/legal/a.ts']),
    );
  });

  test('into what the Problems view says', async () => {
    const gathered = await problemsPiece().gather(new AbortController().signal);
    expect(pathsOf('context' in gathered ? gathered.context : {})).toEqual(['src/legal/b.ts']);
  });

  test('into a picture', async () => {
    const piece = await imageFilePiece(uri('secrets/plan.png'), 'image/png');
    const gathered = await piece.gather(new AbortController().signal);
    expect(pathsOf('context' in gathered ? gathered.context : {})).toEqual(['secrets/plan.png']);
  });

  test('into a summary that stands for it, with what its reader said of it', async () => {
    const chip = { id: 'file', kind: 'file', label: 'plan', detail: 'secrets/plan.txt' } as const;
    const origin = { paths: ['secrets/plan.txt'], level: 'internal' } as const;
    const piece = summaryPiece(chip, { text: 'Short.', model: 'a/m', costUsd: 0 }, origin);
    const gathered = await piece.gather(new AbortController().signal);
    const context = 'context' in gathered ? gathered.context : {};
    expect([pathsOf(context), context.level]).toEqual([['secrets/plan.txt'], 'internal']);
  });

  test.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is a variable of prompt files.
    ['Explain ${selection}', ['src/legal/a.ts']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is a variable of prompt files.
    ['Explain ${file}', []],
  ])('into a prompt file that says %s', async (body, paths) => {
    at.editor = { document: { uri: uri('src/legal/a.ts'), getText: () => 'THE PLAN' }, selection: {} };
    const prompt = { name: 'explain', description: '', body, ignored: [], uri: uri('x.prompt.md'), place: '' };
    expect((await runPrompt(prompt, ''))?.paths).toEqual(paths);
  });
});

import { beforeEach, expect, test, vi } from 'vitest';
import { askChecked } from '../../src/shell/commands/askChecked.ts';
import { askText, pickMany, pickOne } from '../../src/shell/picks.ts';
import { StatusBar } from '../../src/shell/statusBar.ts';
import { inform, showProgress } from '../../src/shell/tell.ts';

const HOSTILE = '[x](command:y) $(check) a\u202eb\nc';
const LABEL = '[x](command:y) \\$(check) a b c';

type Asked = { prompt: string; validateInput: (value: string) => string | undefined };
const editor = vi.hoisted(() => ({
  given: [] as unknown[],
  item: { show() {}, text: '', tooltip: { value: '' } },
  box: { prompt: '', validationMessage: '' },
}));
vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(values[at])) },
  StatusBarAlignment: { Right: 2 },
  ProgressLocation: { Window: 10, Notification: 15 },
  ThemeColor: class {},
  MarkdownString: class {
    value = '';
    appendMarkdown(text: string) {
      this.value += text;
      return this;
    }
    appendText(text: string) {
      this.value += text.replaceAll('$(', '\\$(');
      return this;
    }
  },
  InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
  window: {
    showQuickPick: async (rows: PromiseLike<unknown[]>, options: unknown) => {
      const shown = await rows;
      editor.given.push(shown, options);
      return (options as { canPickMany?: boolean }).canPickMany ? shown : shown[0];
    },
    showInputBox: async (options: unknown) => void editor.given.push(options),
    showInformationMessage: async (...told: unknown[]) => void editor.given.push(...told),
    createInputBox: () => editor.box,
    createStatusBarItem: () => editor.item,
    withProgress: (options: unknown, task: (...given: unknown[]) => unknown) => {
      editor.given.push(options);
      return task({ report: (step: unknown) => editor.given.push(step) });
    },
  },
}));
beforeEach(() => {
  editor.given = [];
});

test('rows show foreign words as words, keep their own icon, and come back as they were given', async () => {
  const row = { icon: 'file', label: HOSTILE, description: HOSTILE, detail: HOSTILE, alwaysShow: true, id: 7 };
  expect(await pickOne([row], { title: 'Files' })).toBe(row);
  expect(await pickMany(Promise.resolve([row]))).toEqual([row]);
  const shown = { label: `$(file) ${LABEL}`, description: LABEL, detail: LABEL, alwaysShow: true };
  expect(editor.given[0]).toMatchObject([shown]);
  expect(editor.given[1]).toEqual({ title: 'Files' });
  expect(editor.given[2]).toMatchObject([shown]);
});

test('below a box is neither a link nor an icon', async () => {
  await askText({ prompt: HOSTILE, validateInput: (value) => (value === '' ? undefined : HOSTILE) });
  const { prompt, validateInput } = editor.given[0] as Asked;
  const plain = '[x] (command:y) \\$(check) a b\nc';
  expect([prompt, validateInput('x'), validateInput('')]).toEqual([plain, plain, undefined]);
  const onDidChangeValue = vi.fn();
  Object.assign(editor.box, { onDidAccept() {}, onDidChangeValue, onDidHide() {}, show() {} });
  void askChecked({ title: 'Address', prompt: HOSTILE, fault: () => HOSTILE });
  onDidChangeValue.mock.calls[0]?.[0]('x');
  expect([editor.box.prompt, editor.box.validationMessage]).toEqual([plain, plain]);
});

test('the status bar and its tooltip draw no icon of a model', () => {
  const bar = new StatusBar();
  bar.update({ model: `evil/${HOSTILE}` });
  bar.health([HOSTILE]);
  expect(editor.item.text).toContain(`$(git-compare) ${LABEL} ·`);
  expect(editor.item.tooltip.value).not.toContain('\u202e');
});

test('progress and what stands below a modal question hold foreign words as words', async () => {
  const { ProgressLocation } = await import('vscode');
  for (const location of [ProgressLocation.Window, ProgressLocation.Notification])
    await showProgress({ location, title: HOSTILE }, async (progress) =>
      progress.report({ message: HOSTILE, increment: 1 }),
    );
  const plain = '[x] (command:y) $(check) a b\nc';
  expect(editor.given).toEqual([
    { location: 10, title: LABEL },
    { message: LABEL, increment: 1 },
    { location: 15, title: plain },
    { message: plain, increment: 1 },
  ]);
  editor.given = [];
  await inform('Sure?', { modal: true, detail: `a\u202eb\nc` }, 'Yes');
  await inform('Sure?', 'Yes', 'No');
  expect(editor.given).toEqual(['Sure?', { modal: true, detail: 'a b\nc' }, 'Yes', 'Sure?', 'Yes', 'No']);
});

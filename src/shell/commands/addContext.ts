import * as vscode from 'vscode';
import { fixedCompletions } from '../completions/fixedCompletions.ts';
import { workspaceSymbols } from '../completions/workspaceSymbols.ts';
import { baseName } from '../context/baseName.ts';
import type { ContextDesk } from '../context/contextDesk.ts';
import { askText, type Choice, pickBox, pickMany, pickOne, showing } from '../picks.ts';

const ICONS = {
  selection: 'list-selection',
  editors: 'files',
  problems: 'warning',
  changes: 'git-compare',
  terminal: 'terminal',
} as const;

const SCHEME = 'https://';

interface Row extends Choice {
  readonly attach: () => unknown;
}

/** The editor's own list of everything that can be attached to the message being written; whether something was chosen. */
export async function addContext(desk: ContextDesk): Promise<boolean> {
  const { t } = vscode.l10n;
  const fixed = fixedCompletions().map(({ id, label, detail, icon }): Row => {
    const shown = icon in ICONS ? ICONS[icon as keyof typeof ICONS] : 'symbol-misc';
    return { icon: shown, label: capital(label), description: detail, attach: () => desk.attach(id) };
  });
  const more: Row[] = [
    { icon: 'file', label: t('File…'), attach: () => pickPath(desk, 'files') },
    { icon: 'folder', label: t('Folder…'), attach: () => pickPath(desk, 'folders') },
    { icon: 'symbol-class', label: t('Symbol…'), attach: () => pickSymbol(desk) },
    { icon: 'file-media', label: t('Image…'), attach: () => pickImage(desk) },
    { icon: 'link', label: t('Web Page…'), attach: () => pickPage(desk) },
  ];
  const pick = await pickOne([...fixed, ...more], {
    title: t('Add Context'),
    placeHolder: t('What to send along with the next message'),
    matchOnDescription: true,
  });
  await pick?.attach();
  return pick !== undefined;
}

async function pickPath(desk: ContextDesk, kind: 'files' | 'folders'): Promise<void> {
  const { t } = vscode.l10n;
  const rows = desk.files
    .all()
    .then((known) => known[kind].map(({ uri, path }) => ({ label: baseName(path), description: path, uri })));
  const picked = await pickMany(rows, {
    title: kind === 'files' ? t('Add Files') : t('Add Folders'),
    matchOnDescription: true,
  });
  if (picked !== undefined) await desk.attachFiles(picked.map(({ uri }) => uri));
}

/** Language extensions search by a name: they are asked as it is typed. */
async function pickSymbol(desk: ContextDesk): Promise<void> {
  const { t } = vscode.l10n;
  const box = pickBox<Choice & { readonly id: string }>();
  box.title = t('Add Symbol');
  box.placeholder = t('The name of a function, a class, …');
  box.matchOnDescription = true;
  let asked = 0;
  box.onDidChangeValue(async (value) => {
    asked += 1;
    const own = asked;
    box.busy = true;
    const found = await workspaceSymbols(value);
    if (own !== asked) return;
    box.busy = false;
    box.items = found.map(({ id, label, detail }) => showing({ id, icon: 'symbol-class', label, description: detail }));
  });
  box.onDidAccept(() => {
    for (const { given } of box.selectedItems) desk.attach(given.id);
    box.hide();
  });
  await new Promise<void>((resolve) => {
    box.onDidHide(resolve);
    box.show();
  });
  box.dispose();
}

async function pickImage(desk: ContextDesk): Promise<void> {
  const { t } = vscode.l10n;
  const picked = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: t('Attach'),
    filters: { [t('Images')]: ['png', 'jpg', 'jpeg', 'gif', 'webp'] },
  });
  if (picked !== undefined) await desk.attachFiles(picked);
}

async function pickPage(desk: ContextDesk): Promise<void> {
  const { t } = vscode.l10n;
  const url = await askText({
    title: t('Add Web Page'),
    prompt: t('Its text is read once and sent along.'),
    placeHolder: SCHEME,
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^https?:\/\/\S+$/i.test(value.trim()) && URL.canParse(value.trim())
        ? undefined
        : t('An address that begins with https:// or http://'),
  });
  if (url !== undefined) desk.attachLink(url.trim());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

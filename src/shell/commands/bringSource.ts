import { homedir } from 'node:os';
import process from 'node:process';
import { parseEnv } from 'node:util';
import * as vscode from 'vscode';
import { bringEnv } from '../../config/bring/bringEnv.ts';
import { BringError } from '../../config/bring/bringError.ts';
import { bringFile } from '../../config/bring/bringFile.ts';
import { bringKey } from '../../config/bring/bringKey.ts';
import type { BringOptions } from '../../config/bring/bringOptions.ts';
import type { Brought } from '../../config/bring/brought.ts';
import { recogniseKey } from '../../config/bring/recogniseKey.ts';
import { PRESETS } from '../../providers/presets.ts';
import { askText, pickOne } from '../picks.ts';

const MOST_BYTES = 2_000_000;

/** What was read, and where, in words. */
export interface Found {
  readonly source: string;
  readonly brought: Brought;
}

/** Asks what the user has, and reads it; undefined when they cancel. Throws `BringError` for what cannot be read. */
export async function findSettings(): Promise<Found | undefined> {
  const { t } = vscode.l10n;
  const found = await continueFiles();
  const pick = await pickOne(
    [
      ...found.map((uri) => ({ label: t('Settings of Continue'), description: uri.fsPath, run: () => fromFile(uri) })),
      { label: t('A file of LiteLLM or Continue…'), description: 'config.yaml', run: fromDialog },
      { label: t('Environment variables'), description: 'OPENAI_API_KEY, …', run: fromEnvironment },
      { label: t('A key to paste'), description: 'sk-…', run: fromKey },
    ],
    { title: t('Import Settings'), placeHolder: t('What do you have?') },
  );
  return pick?.run();
}

/** Where Continue keeps its settings (continuedev/continue, core/util/paths.ts). */
async function continueFiles(): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.file(process.env.CONTINUE_GLOBAL_DIR ?? `${homedir()}/.continue`);
  const files = ['config.yaml', 'config.json'].map((name) => vscode.Uri.joinPath(folder, name));
  const isThere = await Promise.all(
    files.map((uri) =>
      vscode.workspace.fs.stat(uri).then(
        () => true,
        () => false,
      ),
    ),
  );
  return files.filter((_, index) => isThere[index]);
}

async function fromDialog(): Promise<Found | undefined> {
  const { t } = vscode.l10n;
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: t('A file of LiteLLM or Continue'),
      openLabel: t('Import'),
      filters: { YAML: ['yaml', 'yml'], JSON: ['json'], '*': ['*'] },
    })) ?? [];
  return uri === undefined ? undefined : fromFile(uri);
}

async function fromFile(uri: vscode.Uri): Promise<Found> {
  const { t } = vscode.l10n;
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MOST_BYTES) throw new BringError(t('the file is too large to be a configuration'));
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  // Both tools read the variables that lie beside their file.
  const beside = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, '..', '.env')).then(
    (bytes) => parseEnv(new TextDecoder().decode(bytes)),
    () => ({}),
  );
  const brought = bringFile(text, { ...options({ ...process.env, ...beside }), machine: process.env });
  return { source: `${brought.from} (${uri.fsPath})`, brought };
}

async function fromEnvironment(): Promise<Found> {
  return { source: vscode.l10n.t('the environment variables'), brought: bringEnv(options(process.env)) };
}

async function fromKey(): Promise<Found | undefined> {
  const { t } = vscode.l10n;
  const key = await askText({
    title: t('A key of a model vendor'),
    prompt: t('Whose it is shows in its form. It goes nowhere before you have seen what is set up.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const kind = recogniseKey(value);
      return value !== '' && 'refused' in kind ? kind.refused : undefined;
    },
  });
  const kind = key === undefined ? undefined : recogniseKey(key);
  if (key === undefined || kind === undefined || 'refused' in kind) return undefined;
  const vendor = kind.vendors.length === 1 ? kind.vendors[0] : await askVendor(kind.vendors);
  if (vendor === undefined) return undefined;
  const preset = PRESETS.find(({ id }) => id === vendor);
  const address = preset?.local === true ? await askAddress(preset.name, preset.baseUrl) : preset?.baseUrl;
  if (preset !== undefined && address === undefined) return undefined;
  return { source: t('a pasted key'), brought: bringKey(key, vendor, options(process.env), address) };
}

async function askVendor(likely: readonly string[]): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const known = PRESETS.filter(({ auth }) => auth === 'key').map(({ id, name }) => ({ label: name, id }));
  const first = likely.flatMap((id) => known.find((item) => item.id === id) ?? []);
  const items = [...first, ...known.filter((item) => !first.includes(item))];
  const pick = await pickOne(items, {
    title: t('Whose key is it?'),
    placeHolder: first.length > 0 ? t('Several vendors make keys of this form') : t('Its form does not tell'),
    ignoreFocusOut: true,
  });
  return pick?.id;
}

async function askAddress(name: string, value: string): Promise<string | undefined> {
  const { t } = vscode.l10n;
  return askText({
    title: t('Address of {0}', name),
    value,
    ignoreFocusOut: true,
    validateInput: (url) => (/^https?:\/\/\S+$/.test(url) ? undefined : t('This is no http or https address.')),
  });
}

function options(env: BringOptions['env']): BringOptions {
  const taken = vscode.workspace
    .getConfiguration('switchyard')
    .inspect<Record<string, unknown>>('providers')?.globalValue;
  return { presets: PRESETS, env, taken: taken ?? {} };
}

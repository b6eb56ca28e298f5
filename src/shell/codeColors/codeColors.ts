import * as vscode from 'vscode';
import type { CodeColor } from '../../protocol/messages/colorMessages.ts';
import { colorsOf } from './colorsOf.ts';
import { customRules } from './customRules.ts';
import { themeRules } from './themeRules.ts';

/**
 * How this theme, named as in the editor's settings, colours code, with what the user has changed in it. Empty where its
 * file cannot be read: extensions with themes may run on another machine than this one.
 */
export async function codeColors(theme: string, customized: unknown): Promise<CodeColor[]> {
  const found = findTheme(theme);
  if (found === undefined) return [];
  const read = async (path: string) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(found.folder, path));
    return new TextDecoder().decode(bytes);
  };
  return colorsOf([...(await themeRules(found.path, read)), ...customRules(customized, theme)]);
}

function findTheme(name: string): { folder: vscode.Uri; path: string } | undefined {
  for (const { extensionUri, packageJSON } of vscode.extensions.all) {
    const themes: unknown = packageJSON?.contributes?.themes;
    const theme = Array.isArray(themes) ? themes.find(({ id, label }) => (id ?? label) === name) : undefined;
    if (typeof theme?.path === 'string') return { folder: extensionUri, path: theme.path };
  }
  return undefined;
}

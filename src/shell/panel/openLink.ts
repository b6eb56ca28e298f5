import * as vscode from 'vscode';

/** Opens only what a person would expect behind a link in an answer. */
export function openLink(href: string): void {
  if (!URL.canParse(href)) return;
  const { protocol } = new URL(href);
  if (['http:', 'https:', 'mailto:'].includes(protocol)) void vscode.env.openExternal(vscode.Uri.parse(href, true));
}

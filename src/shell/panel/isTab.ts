import type * as vscode from 'vscode';
import type { PanelHome } from './panelParts.ts';

/** Whether a home of the panel is a tab, which has more to it than a webview. */
export function isTab(home: PanelHome): home is vscode.WebviewPanel {
  return 'viewColumn' in home;
}

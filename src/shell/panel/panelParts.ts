import type * as vscode from 'vscode';
import type { Actions } from '../actions.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { ContextDesk } from '../context/contextDesk.ts';
import type { EditorChips } from '../context/editorChips.ts';
import type { Engine } from '../engine.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import type { LocalServers } from '../setup/localServers.ts';
import type { FocusedPanel } from './focusedPanel.ts';
import type { Screens } from './screens.ts';

/** What every panel of a window works with. */
export interface PanelParts {
  readonly engine: Engine;
  readonly chat: ChatController;
  readonly library: ChatLibrary;
  readonly chips: EditorChips;
  readonly desk: ContextDesk;
  readonly actions: Actions;
  readonly servers: LocalServers;
  readonly focused: FocusedPanel;
  readonly screens: Screens;
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/** A webview that shows the panel: the side bar's view or a tab among the editors. */
export type PanelHome = vscode.WebviewView | vscode.WebviewPanel;

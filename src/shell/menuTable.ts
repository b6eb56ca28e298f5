import { type CommandName, REVIEWING, REVIEWING_SEVERAL } from './commandTable.ts';

/** One place where a command or a submenu is offered; the manifest is generated from these rows. */
export type MenuRow = { readonly when?: string; readonly group: string } & (
  | { readonly command: CommandName }
  | { readonly submenu: SubmenuName }
);

/** The keys that work by default: none that means something else where it works. */
export const KEYBINDINGS: readonly { readonly command: CommandName; readonly key: string; readonly when: string }[] = [
  {
    command: 'accessibilityHelp',
    key: 'alt+f1',
    when: 'switchyard.chatFocused',
  },
];

/** Submenus by their ids without the `switchyard.` prefix. */
export const SUBMENUS = ['editor', 'explorer'] as const;
type SubmenuName = (typeof SUBMENUS)[number];

const IN_MULTI_REVIEW = `activeEditor == multiDiffEditor && ${REVIEWING_SEVERAL}`;
const IN_GIT = 'scmProvider == git';
const IN_CHAT = 'view == switchyard.chat';
const AT_FINDING = 'commentController == switchyard.review';

/** Every menu, by the editor's id of it. Only menus that no proposal guards. */
export const MENUS: Readonly<Record<string, readonly MenuRow[]>> = {
  'editor/context': [{ submenu: 'editor', group: '1_modification@100' }],
  'switchyard.editor': [
    { command: 'explainSelection', group: '1_ask@1' },
    { command: 'fixSelection', group: '1_ask@2' },
    { command: 'review', group: '1_ask@3' },
    { command: 'summarize', group: '1_ask@4' },
    { command: 'writeTests', group: '2_write@1' },
    { command: 'writeDocumentation', group: '2_write@2' },
    { command: 'rewrite', group: '2_write@3' },
    { command: 'translate', group: '2_write@4' },
    { command: 'addToChat', group: '3_chat@1' },
  ],
  'editor/title': [
    { command: 'applyChange', when: REVIEWING, group: 'navigation@-100' },
    { command: 'discardChange', when: REVIEWING, group: 'navigation@-99' },
    { command: 'applyAllChanges', when: IN_MULTI_REVIEW, group: 'navigation@-98' },
    { command: 'discardAllChanges', when: IN_MULTI_REVIEW, group: 'navigation@-97' },
  ],
  'editor/title/context': [{ command: 'addToChat', group: '5_switchyard@1' }],
  'explorer/context': [
    { submenu: 'explorer', group: '5_switchyard@1', when: '!explorerResourceIsFolder && !listMultiSelection' },
    { command: 'addToChat', group: '5_switchyard@2' },
  ],
  'switchyard.explorer': [
    { command: 'explainFile', group: '1_ask@1' },
    { command: 'reviewFile', group: '1_ask@2' },
    { command: 'summarizeFile', group: '1_ask@3' },
    { command: 'testFile', group: '2_write@1' },
    { command: 'documentFile', group: '2_write@2' },
  ],
  'scm/title': [
    { command: 'generateCommitMessage', when: `${IN_GIT} && !switchyard.writesCommit`, group: 'navigation@-2' },
    { command: 'stopCommitMessage', when: `${IN_GIT} && switchyard.writesCommit`, group: 'navigation@-2' },
    { command: 'reviewChanges', when: IN_GIT, group: '0_switchyard@1' },
  ],
  'scm/resourceGroup/context': [{ command: 'reviewChanges', when: IN_GIT, group: '5_switchyard@1' }],
  'scm/resourceState/context': [{ command: 'reviewChanges', when: IN_GIT, group: '5_switchyard@1' }],
  'terminal/context': [
    { command: 'explainTerminal', when: 'terminalTextSelected', group: '5_switchyard@1' },
    { command: 'explainLastCommand', when: '!terminalTextSelected', group: '5_switchyard@1' },
  ],
  'terminal/title/context': [{ command: 'explainLastCommand', group: '5_switchyard@1' }],
  'comments/commentThread/title': [
    { command: 'fixFinding', when: AT_FINDING, group: 'inline@1' },
    { command: 'dismissFinding', when: AT_FINDING, group: 'inline@2' },
  ],
  'view/title': [
    { command: 'newChat', when: IN_CHAT, group: 'navigation@1' },
    { command: 'showChats', when: IN_CHAT, group: 'navigation@2' },
    { command: 'openSettings', when: IN_CHAT, group: 'navigation@3' },
    { command: 'openInEditor', when: IN_CHAT, group: '1_open@1' },
    { command: 'addProvider', when: IN_CHAT, group: '2_setup@1' },
    { command: 'checkSetup', when: IN_CHAT, group: '2_setup@2' },
    { command: 'accessibilityHelp', when: IN_CHAT, group: '3_help@1' },
  ],
};

/** One command as people see it; the manifest is generated from this table. */
export interface CommandRow {
  readonly title: string;
  readonly icon?: string;
  /** When the command can work; it is greyed out otherwise. */
  readonly enablement?: string;
  /** Not in the palette: it only makes sense where it is shown. */
  readonly hidden?: true;
  /** When it is in the palette, for what makes sense only at times. */
  readonly palette?: string;
}

/** A single change is being reviewed in this editor. */
const REVIEWING = 'resourceScheme == switchyard-proposal';
/** The active tab is a review of several files. */
const REVIEWING_SEVERAL = 'switchyard.reviewingSeveral';

/** Every command, by its id without the `switchyard.` prefix. */
export const COMMANDS = {
  ask: { title: 'Ask', icon: '$(comment-discussion)' },
  explainSelection: { title: 'Explain Selection', enablement: 'editorHasSelection' },
  fixSelection: { title: 'Fix Selection', enablement: 'editorHasSelection' },
  summarize: { title: 'Summarize File or Selection', enablement: 'editorIsOpen' },
  writeTests: { title: 'Write Tests', enablement: 'editorIsOpen' },
  addContext: { title: 'Add Context…' },
  addToChat: { title: 'Add to Chat' },
  summarizeEarlier: { title: 'Summarize Earlier Messages' },
  newChat: { title: 'New Chat', icon: '$(add)' },
  showChats: { title: 'Show Chats', icon: '$(history)' },
  renameChat: { title: 'Rename Chat…' },
  exportChat: { title: 'Export Chat…' },
  exportAllChats: { title: 'Export All Chats…' },
  importChats: { title: 'Import Chats…' },
  restoreChat: { title: 'Restore Deleted Chat…' },
  stop: { title: 'Stop', icon: '$(debug-stop)', enablement: 'switchyard.busy' },
  chooseModel: { title: 'Choose Model' },
  addProvider: { title: 'Add Provider or Change Key' },
  addModels: { title: 'Add Models' },
  bringSettings: { title: 'Import Settings…' },
  exportLiteLlm: { title: 'Export as LiteLLM Config' },
  removeKey: { title: 'Remove Key' },
  testProviders: { title: 'Test Providers' },
  checkBill: { title: 'Check the Bill' },
  showRoute: { title: 'Show Route of Last Answer' },
  openSettings: { title: 'Open Settings', icon: '$(gear)' },
  openRoutingSettings: { title: 'Open Workspace Routing Settings', enablement: 'workspaceFolderCount != 0' },
  showLog: { title: 'Show Log' },
  menu: { title: 'Models and Actions', hidden: true },
  applyChange: { title: 'Apply Change', palette: REVIEWING },
  discardChange: { title: 'Discard Change', palette: REVIEWING },
  applyAllChanges: { title: 'Apply All Changes', palette: REVIEWING_SEVERAL },
  discardAllChanges: { title: 'Discard All Changes', palette: REVIEWING_SEVERAL },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof COMMANDS;

/** The editor's submenu, in this order. */
export const EDITOR_MENU: readonly CommandName[] = [
  'explainSelection',
  'fixSelection',
  'summarize',
  'writeTests',
  'addToChat',
];
/** The chat view's title bar. */
export const VIEW_MENU: readonly CommandName[] = ['newChat', 'showChats', 'openSettings'];
/** The title of a review's editor, by when they are there. */
export const REVIEW_MENU: readonly (readonly [CommandName, string])[] = [
  ['applyChange', REVIEWING],
  ['discardChange', REVIEWING],
  ['applyAllChanges', `activeEditor == multiDiffEditor && ${REVIEWING_SEVERAL}`],
  ['discardAllChanges', `activeEditor == multiDiffEditor && ${REVIEWING_SEVERAL}`],
];

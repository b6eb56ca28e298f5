/** One command as people see it; the manifest is generated from this table. */
export interface CommandRow {
  readonly title: string;
  readonly icon?: string;
  /** When the command can work; it is greyed out otherwise. */
  readonly enablement?: string;
  /** Not in the palette: it only makes sense where it is shown. */
  readonly hidden?: true;
}

/** Every command, by its id without the `switchyard.` prefix. */
export const COMMANDS = {
  ask: { title: 'Ask', icon: '$(comment-discussion)' },
  explainSelection: { title: 'Explain Selection', enablement: 'editorHasSelection' },
  fixSelection: { title: 'Fix Selection', enablement: 'editorHasSelection' },
  summarize: { title: 'Summarize File or Selection', enablement: 'editorIsOpen' },
  writeTests: { title: 'Write Tests', enablement: 'editorIsOpen' },
  addContext: { title: 'Add Context…' },
  addToChat: { title: 'Add to Chat' },
  summarizeEarlier: { title: 'Summarize Earlier Messages', enablement: '!switchyard.busy' },
  newChat: { title: 'New Chat', icon: '$(add)' },
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
export const VIEW_MENU: readonly CommandName[] = ['newChat', 'openSettings'];

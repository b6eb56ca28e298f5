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
export const REVIEWING = 'resourceScheme == switchyard-proposal';
/** The active tab is a review of several files. */
export const REVIEWING_SEVERAL = 'switchyard.reviewingSeveral';
/** A repository is open: the editor's git extension says so. */
const GIT = 'gitOpenRepositoryCount != 0';
/** The open chat has something in it. */
const HAS_MESSAGES = 'switchyard.hasMessages';

/** Every command, by its id without the `switchyard.` prefix. */
export const COMMANDS = {
  ask: { title: 'Ask in Chat', icon: '$(comment-discussion)' },
  explainSelection: { title: 'Explain Selection', enablement: 'editorHasSelection' },
  fixSelection: { title: 'Fix Selection', enablement: 'editorHasSelection' },
  summarize: { title: 'Summarize File or Selection', enablement: 'editorIsOpen' },
  writeTests: { title: 'Write Tests', enablement: 'editorIsOpen' },
  writeDocumentation: { title: 'Write Documentation', enablement: 'editorIsOpen' },
  rewrite: { title: 'Rewrite Selection…', enablement: 'editorHasSelection' },
  translate: { title: 'Translate File or Selection…', enablement: 'editorIsOpen' },
  review: { title: 'Review File or Selection', enablement: 'editorIsOpen' },
  reviewChanges: { title: 'Review Changes', icon: '$(git-compare)', enablement: GIT },
  generateCommitMessage: {
    title: 'Generate Commit Message',
    icon: '$(sparkle)',
    enablement: `${GIT} && !switchyard.writesCommit`,
  },
  stopCommitMessage: {
    title: 'Stop Generating Commit Message',
    icon: '$(debug-stop)',
    enablement: 'switchyard.writesCommit',
  },
  explainTerminal: {
    title: 'Explain Terminal Selection',
    enablement: 'terminalTextSelected || terminalTextSelectedInFocused',
  },
  explainLastCommand: { title: 'Explain Last Terminal Command', enablement: 'terminalIsOpen' },
  fixProblem: { title: 'Fix This Problem', enablement: 'editorIsOpen' },
  explainProblem: { title: 'Explain This Problem', enablement: 'editorIsOpen' },
  explainFile: { title: 'Explain File', hidden: true },
  reviewFile: { title: 'Review File', hidden: true },
  summarizeFile: { title: 'Summarize File', hidden: true },
  testFile: { title: 'Write Tests', hidden: true },
  documentFile: { title: 'Write Documentation', hidden: true },
  fixFinding: { title: 'Fix This Finding', icon: '$(sparkle)', hidden: true },
  dismissFinding: { title: 'Dismiss', icon: '$(close)', hidden: true },
  dismissFindings: { title: 'Dismiss All Review Findings', enablement: 'switchyard.hasFindings' },
  openInEditor: { title: 'Open Chat in Editor', icon: '$(go-to-file)' },
  addContext: { title: 'Add Context…' },
  addToChat: { title: 'Add to Chat' },
  summarizeEarlier: { title: 'Summarize Earlier Messages', enablement: `${HAS_MESSAGES} && !switchyard.busy` },
  newChat: { title: 'New Chat', icon: '$(add)' },
  showChats: { title: 'Show Chats', icon: '$(history)' },
  renameChat: { title: 'Rename Chat…', enablement: HAS_MESSAGES },
  exportChat: { title: 'Export Chat…', enablement: HAS_MESSAGES },
  exportAllChats: { title: 'Export All Chats…' },
  importChats: { title: 'Import Chats…' },
  restoreChat: { title: 'Restore Deleted Chat…' },
  stop: { title: 'Stop Answering', icon: '$(debug-stop)', enablement: 'switchyard.busy' },
  chooseModel: { title: 'Choose Model' },
  choosePrivacy: { title: 'Set Privacy of Next Question…' },
  addProvider: { title: 'Add Provider or Change Key' },
  addModels: { title: 'Add Models' },
  bringSettings: { title: 'Import Settings…' },
  exportLiteLlm: { title: 'Export as LiteLLM Config' },
  removeKey: { title: 'Remove Key' },
  checkSetup: { title: 'Check Setup' },
  testProviders: { title: 'Test Providers' },
  resetProviderHealth: { title: 'Reset Provider Health' },
  checkBill: { title: 'Check the Bill' },
  setWebhook: { title: 'Set Team Webhook…' },
  fireDrill: { title: 'Start Fire Drill…' },
  clearAnswers: { title: 'Forget Earlier Answers' },
  showAuditTrail: { title: 'Show Audit Trail' },
  exportAuditTrail: { title: 'Export Audit Trail…' },
  showFigures: { title: 'Show Figures of Models' },
  explainRouting: { title: 'Explain Routing…' },
  showExperiments: { title: 'Show Experiments' },
  promoteArm: { title: 'Promote Winner of an Experiment…' },
  showLearnt: { title: 'Show What Was Learnt' },
  exportLearnt: { title: 'Export What Was Learnt…' },
  resetLearnt: { title: 'Reset What Was Learnt…' },
  showRoute: { title: 'Show Route of Last Answer', enablement: HAS_MESSAGES },
  startServer: { title: 'Start Local Server' },
  stopServer: { title: 'Stop Local Server', enablement: 'switchyard.serving' },
  openBudget: { title: 'Open Budget' },
  openSettings: { title: 'Open Settings', icon: '$(gear)' },
  openPrivacySettings: { title: 'Open Privacy Settings' },
  openRoutingSettings: { title: 'Open Workspace Routing Settings', enablement: 'workspaceFolderCount != 0' },
  accessibilityHelp: { title: 'Open Accessibility Help' },
  showLog: { title: 'Show Log' },
  menu: { title: 'Show Models and Actions', hidden: true },
  applyChange: { title: 'Apply Change', palette: REVIEWING },
  discardChange: { title: 'Discard Change', palette: REVIEWING },
  applyAllChanges: { title: 'Apply All Changes', palette: REVIEWING_SEVERAL },
  discardAllChanges: { title: 'Discard All Changes', palette: REVIEWING_SEVERAL },
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof COMMANDS;

import type { LateCommand, LateParts } from './lateCommands.ts';

type Handler = (...args: unknown[]) => unknown;

/** Every late command, so that none can be forgotten. */
const NAMES: Readonly<Record<LateCommand, true>> = {
  rewrite: true,
  translate: true,
  explainTerminal: true,
  explainLastCommand: true,
  review: true,
  reviewFile: true,
  reviewChanges: true,
  fixFinding: true,
  fixProblem: true,
  explainProblem: true,
  applyChange: true,
  discardChange: true,
  applyAllChanges: true,
  discardAllChanges: true,
  checkSetup: true,
  testProviders: true,
  choosePrivacy: true,
  checkBill: true,
  addProvider: true,
  addModels: true,
  removeKey: true,
  explainRouting: true,
  showRoute: true,
  showAuditTrail: true,
  exportAuditTrail: true,
  showFigures: true,
  showExperiments: true,
  promoteArm: true,
  showLearnt: true,
  exportLearnt: true,
  resetLearnt: true,
  resetProviderHealth: true,
  setWebhook: true,
  fireDrill: true,
  clearAnswers: true,
  addContext: true,
  summarizeEarlier: true,
  exportChat: true,
  exportAllChats: true,
  importChats: true,
  restoreChat: true,
  accessibilityHelp: true,
};

/** The late commands as they can be registered at once: what is behind them is loaded when one is run. */
export function comingLate(parts: LateParts): Record<LateCommand, Handler> {
  const handler =
    (name: LateCommand): Handler =>
    async (...args) => {
      const { lateCommands } = await import('./lateCommands.ts');
      const commands: Record<LateCommand, Handler> = lateCommands(parts);
      return commands[name](...args);
    };
  return Object.fromEntries(Object.keys(NAMES).map((name) => [name, handler(name as LateCommand)])) as Record<
    LateCommand,
    Handler
  >;
}

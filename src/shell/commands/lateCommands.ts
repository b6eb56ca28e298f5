import type * as vscode from 'vscode';
import { applyReview, discardReview } from '../apply/reviewChanges.ts';
import { exportAuditTrail } from '../audit/exportAuditTrail.ts';
import { showFigures } from '../audit/showFigures.ts';
import type { CommandName } from '../commandTable.ts';
import { fireDrill } from '../drill/fireDrill.ts';
import { promoteArm } from '../experiments/promoteArm.ts';
import { showExperiments } from '../experiments/showExperiments.ts';
import { explainProblem } from '../fix/explainProblem.ts';
import { fixFinding } from '../fix/fixFinding.ts';
import { fixProblem } from '../fix/fixProblem.ts';
import type { Fixer } from '../fix/proposeFix.ts';
import { exportLearnt } from '../learnt/exportLearnt.ts';
import { resetLearnt } from '../learnt/resetLearnt.ts';
import { showLearnt } from '../learnt/showLearnt.ts';
import type { PanelParts } from '../panel/panelParts.ts';
import { choosePrivacy } from '../privacy/choosePrivacy.ts';
import type { Reports } from '../reports.ts';
import type { FindingComments } from '../review/findingComments.ts';
import { review, reviewChanges } from '../review/review.ts';
import { explainRouting } from '../route/explainRouting.ts';
import { showRoute } from '../route/showRoute.ts';
import { checkSetup } from '../setup/checkSetup.ts';
import { summarizeEarlier } from '../summarize/summarizeEarlier.ts';
import { accessibilityHelp } from './accessibilityHelp.ts';
import { addContext } from './addContext.ts';
import { addModels } from './addModels.ts';
import { addProvider } from './addProvider.ts';
import type { Asker } from './asking/asker.ts';
import { explainTerminal } from './asking/explainTerminal.ts';
import { rewrite } from './asking/rewrite.ts';
import { translate } from './asking/translate.ts';
import { checkBill } from './checkBill.ts';
import { clearAnswers } from './clearAnswers.ts';
import { exportAllChats, exportChat } from './exportChats.ts';
import { importChats } from './importChats.ts';
import { removeKey } from './removeKey.ts';
import { resetProviderHealth } from './resetProviderHealth.ts';
import { restoreChat } from './restoreChat.ts';
import { setWebhook } from './setWebhook.ts';
import { testProviders } from './testProviders.ts';

/** What late commands work with. */
export interface LateParts extends PanelParts {
  readonly context: vscode.ExtensionContext;
  readonly reports: Reports;
  readonly findings: FindingComments;
  readonly asker: Asker;
  readonly fixer: Fixer;
  /** Brings the chat into sight and its composer into focus. */
  readonly ask: () => Promise<void>;
}

/** What is asked for by name now and then: one chunk that is loaded with the first such command. */
export function lateCommands(parts: LateParts) {
  const { engine, chat, library, desk, log, context, reports, findings, asker, fixer } = parts;
  return {
    rewrite: () => rewrite(asker),
    translate: () => translate(asker, context.globalState),
    explainTerminal: () => explainTerminal(asker, 'selection'),
    explainLastCommand: () => explainTerminal(asker, 'lastCommand'),
    review: () => review(asker),
    reviewFile: (file) => review(asker, file),
    reviewChanges: (...clicked) => reviewChanges(asker, clicked),
    fixFinding: (thread) => fixFinding(fixer, findings, thread),
    fixProblem: (...where) => fixProblem(fixer, where),
    explainProblem: (...where) => explainProblem(asker, where),
    applyChange: applyReview,
    discardChange: discardReview,
    applyAllChanges: applyReview,
    discardAllChanges: discardReview,
    checkSetup: () => checkSetup({ engine, servers: parts.servers, context }),
    testProviders: () => testProviders(engine, () => log.show(), log),
    choosePrivacy: async () => {
      if (await choosePrivacy(desk, chat)) await parts.ask();
    },
    checkBill: () => checkBill(engine, reports),
    addProvider: (provider) => addProvider(parts, typeof provider === 'string' ? provider : undefined),
    addModels: () => addModels(engine),
    removeKey: () => removeKey(engine),
    explainRouting: () => explainRouting(engine, chat, reports),
    showRoute: () => showRoute(chat, reports),
    showAuditTrail: (model) =>
      parts.screens.show((post) => post('trail/show', typeof model === 'string' ? { model } : {})),
    exportAuditTrail: () => exportAuditTrail(engine.audit),
    showFigures: (model) => showFigures(engine, reports, typeof model === 'string' ? model : undefined),
    showExperiments: () => showExperiments(engine, reports),
    promoteArm: () => promoteArm(engine),
    showLearnt: () => showLearnt(engine.quality, reports),
    exportLearnt: () => exportLearnt(engine.quality, engine.tools.clock.now()),
    resetLearnt: () => resetLearnt(engine.quality),
    resetProviderHealth: () => resetProviderHealth(engine.tools.breaker),
    setWebhook: () => setWebhook(context.secrets),
    fireDrill: () => fireDrill(engine, reports),
    clearAnswers: () => clearAnswers(engine.answers),
    addContext: async () => {
      // The chat comes after the list: a view that takes the focus would close it.
      if (await addContext(desk)) await parts.ask();
    },
    summarizeEarlier: () => summarizeEarlier(engine, chat),
    exportChat: (id) => exportChat(library, typeof id === 'string' ? id : chat.conversation.id),
    exportAllChats: () => exportAllChats(library),
    importChats: () => importChats(library),
    restoreChat: () => restoreChat(library),
    accessibilityHelp: () => accessibilityHelp(reports),
  } satisfies Partial<Record<CommandName, (...args: unknown[]) => unknown>>;
}

export type LateCommand = keyof ReturnType<typeof lateCommands>;

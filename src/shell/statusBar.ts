import * as vscode from 'vscode';
import type { LimitName } from '../core/accounting/limitName.ts';
import { money, type SpentFacts } from './money.ts';
import { plainLabel, withoutHidden } from './plainText.ts';

/** What the one status bar item shows. Money in US$; `unknown` means that some answers had no known price. */
export interface StatusFacts {
  /** Whether any model can be asked; without one the item says how to come to it. */
  readonly setUp: boolean;
  /** The pinned model's full id; null is Auto. */
  readonly model: string | null;
  /** The model that is answering now. */
  readonly answering: string | undefined;
  readonly session: SpentFacts;
  readonly budget: BudgetFacts;
}

/** How near the nearest limit is, and what is spent of each that there is, in words. */
export interface BudgetFacts {
  readonly level: 'calm' | 'warned' | 'reached';
  readonly limits: Partial<Record<LimitName, { readonly spent: string; readonly limit: string }>>;
}

const NO_BUDGET: BudgetFacts = { level: 'calm', limits: {} };

/** What the tooltip adds; it needs the ledger, so it comes later than the item. */
export interface StatusDetails {
  readonly today?: SpentFacts;
  readonly month?: SpentFacts;
  /** The last answer: its route and why. */
  readonly last: { readonly model: string; readonly task: string; readonly why?: string } | undefined;
}

/** The status bar item `switchyard.status`: which model answers, and what this session cost. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  #facts: StatusFacts = {
    setUp: true,
    model: null,
    answering: undefined,
    session: { usd: 0, unknown: 0 },
    budget: NO_BUDGET,
  };
  #details: StatusDetails | undefined;
  #health: readonly string[] = [];

  constructor() {
    this.#item = vscode.window.createStatusBarItem('switchyard.status', vscode.StatusBarAlignment.Right, 100);
    this.#item.name = 'Switchyard';
    this.#draw();
    this.#item.show();
  }

  update(facts: Partial<StatusFacts>): void {
    this.#facts = { ...this.#facts, ...facts };
    this.#draw();
  }

  /** Who is not well, a line each. */
  health(lines: readonly string[]): void {
    this.#health = lines;
    this.#draw();
  }

  details(details: StatusDetails): void {
    this.#details = details;
    this.#draw();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #draw(): void {
    const { setUp, model, answering, session, budget } = this.#facts;
    this.#item.backgroundColor = backgroundOf(budget);
    this.#item.command = setUp ? 'switchyard.menu' : 'switchyard.addProvider';
    if (!setUp) {
      this.#drawInvitation();
      return;
    }
    const name = plainLabel(shortName(answering ?? model) ?? vscode.l10n.t('Auto'));
    const icon = answering === undefined ? '$(git-compare)' : '$(loading~spin)';
    const cost = money(session);
    this.#item.text = `${icon} ${name} · ${cost}`;
    this.#item.accessibilityInformation = {
      label:
        answering === undefined
          ? vscode.l10n.t('Switchyard: {0}, this session {1}', name, cost)
          : vscode.l10n.t('Switchyard: {0} is answering, this session {1}', name, cost),
    };
    this.#item.tooltip = tooltip(name, this.#facts, this.#details, this.#health);
  }

  #drawInvitation(): void {
    const words = vscode.l10n.t('Switchyard: Add a provider');
    this.#item.text = `$(git-compare) ${words}`;
    this.#item.accessibilityInformation = { label: words };
    this.#item.tooltip = vscode.l10n.t(
      "A chat over every language model: it needs one provider's key, or a model server.",
    );
  }
}

/** The editor has two colours that a status bar item may take. */
function backgroundOf({ level }: BudgetFacts): vscode.ThemeColor | undefined {
  if (level === 'calm') return undefined;
  return new vscode.ThemeColor(`statusBarItem.${level === 'warned' ? 'warning' : 'error'}Background`);
}

function tooltip(
  name: string,
  { session, budget }: StatusFacts,
  details: StatusDetails | undefined,
  health: readonly string[],
): vscode.MarkdownString {
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString(undefined, true);
  text.appendMarkdown('**Switchyard** · ').appendText(withoutHidden(name));
  const { chat, day, month } = budget.limits;
  const rows = [
    [t('This session'), money(session)],
    ...(chat === undefined ? [] : [[t('This chat'), t('{0} of {1}', chat.spent, chat.limit)]]),
    ...(details?.today === undefined ? [] : [[t('Today'), withLimit(money(details.today), day?.limit)]]),
    ...(details?.month === undefined ? [] : [[t('This month'), withLimit(money(details.month), month?.limit)]]),
  ];
  text.appendMarkdown(
    `\n\n| | |\n|---|---:|\n${rows.map(([label, value]) => `| ${label} | ${value} |`).join('\n')}\n\n`,
  );
  for (const line of health) text.appendMarkdown('$(warning) ').appendText(withoutHidden(line)).appendMarkdown('\n\n');
  if (details?.last !== undefined) {
    text
      .appendMarkdown(`${t('Last route')}: `)
      .appendText(withoutHidden(`${details.last.task} → ${details.last.model}`));
    if (details.last.why !== undefined) text.appendMarkdown('\n\n').appendText(withoutHidden(details.last.why));
  }
  return text;
}

function withLimit(spent: string, limit: string | undefined): string {
  return limit === undefined ? spent : vscode.l10n.t('{0} of {1}', spent, limit);
}

/** A model's name without its provider. */
function shortName(model: string | null): string | undefined {
  return model === null ? undefined : model.slice(model.indexOf('/') + 1);
}

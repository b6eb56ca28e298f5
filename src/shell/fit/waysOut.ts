import * as vscode from 'vscode';
import { estimateUsd } from '../../core/accounting/estimateUsd.ts';
import { TYPICAL_OUTPUT_TOKENS } from '../../core/accounting/outputLimit.ts';
import type { DraftFit, SizedModel } from '../../core/routing/draftFit.ts';
import type { Chip, Fit } from '../../protocol/panelState.ts';
import { money } from '../money.ts';
import { priceWords } from '../priceWords.ts';
import { enoughChips } from './enoughChips.ts';

/** What choosing a way out does. */
export type Remedy =
  | { readonly type: 'leaveOut'; readonly chips: readonly string[] }
  | { readonly type: 'summarize'; readonly chip: string }
  | { readonly type: 'compact' }
  | { readonly type: 'model'; readonly model: string };

export interface WayOut {
  readonly remedy: Remedy;
  readonly shown: Fit['waysOut'][number];
}

/** What the ways out are found from. */
export interface Tight {
  readonly fit: DraftFit;
  /** What is too much, in tokens. */
  readonly over: number;
  /** The chips that would be sent, with their tokens. */
  readonly chips: readonly Chip[];
  /** What earlier turns that can be summarized take, in tokens. */
  readonly historyTokens: number;
  /** The cheapest model that could summarize. */
  readonly summarizer: SizedModel | undefined;
}

/** What can be done about a message that would not fit, the best first. */
export function waysOut(tight: Tight): WayOut[] {
  return [...leaveOut(tight), ...summarize(tight), ...larger(tight.fit.others)];
}

/** A summary is taken for this share of what it stands for. */
const SUMMARY_SHARE = 0.2;

function leaveOut({ fit, over, chips }: Tight): WayOut[] {
  const { t } = vscode.l10n;
  const left = fit.refused === 'images' ? chips.filter(({ kind }) => kind === 'image') : enoughChips(chips, over);
  if (left.length === 0) return [];
  const names = left.map(({ label }) => label).join(', ');
  const tokens = left.reduce((sum, chip) => sum + (chip.tokens ?? 0), 0);
  return [
    {
      remedy: { type: 'leaveOut', chips: left.map(({ id }) => id) },
      shown: {
        id: 'leaveOut',
        label: left.length > 2 ? t('Leave out {0} pieces', left.length) : t('Leave out {0}', names),
        detail: t('{0}: about {1} tokens less', names, count(tokens)),
      },
    },
  ];
}

function summarize({ fit, over, chips, historyTokens, summarizer }: Tight): WayOut[] {
  const { t } = vscode.l10n;
  if (fit.refused !== 'tooLong' || summarizer === undefined) return [];
  const by = (inputTokens: number) => {
    const usd = estimateUsd(summarizer.model, { inputTokens, outputTokens: TYPICAL_OUTPUT_TOKENS });
    return t('by {0}, for about {1}', summarizer.model.id, cost(usd));
  };
  const ways: WayOut[] = [];
  const [largest] = chips.filter(({ kind }) => kind !== 'image').sort((a, b) => (b.tokens ?? 0) - (a.tokens ?? 0));
  if (largest?.tokens !== undefined && largest.tokens * (1 - SUMMARY_SHARE) >= over) {
    ways.push({
      remedy: { type: 'summarize', chip: largest.id },
      shown: { id: 'summarize', label: t('Summarize {0}', largest.label), detail: by(largest.tokens) },
    });
  }
  if (historyTokens * (1 - SUMMARY_SHARE) >= over) {
    ways.push({
      remedy: { type: 'compact' },
      shown: { id: 'compact', label: t('Summarize earlier messages'), detail: by(historyTokens) },
    });
  }
  return ways;
}

function larger([best]: readonly SizedModel[]): WayOut[] {
  const { t } = vscode.l10n;
  if (best === undefined) return [];
  const window = best.window === undefined ? t('window unknown') : t('{0} tokens', count(best.window));
  return [
    {
      remedy: { type: 'model', model: best.model.id },
      shown: {
        id: `model ${best.model.id}`,
        label: t('Use {0} for this chat', best.model.name),
        detail: t(
          '{0}; {1}; about {2} for this message',
          window,
          priceWords(best.model.price),
          cost(best.estimatedUsd),
        ),
      },
    },
  ];
}

function count(tokens: number): string {
  return tokens.toLocaleString(vscode.env.language);
}

function cost(usd: number | null): string {
  return usd === null ? vscode.l10n.t('an unknown price') : money({ usd, unknown: 0 });
}

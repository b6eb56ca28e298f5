import * as vscode from 'vscode';
import type { Origin } from '../../core/privacy/originOf.ts';
import type { Chip } from '../../protocol/panelState.ts';
import { money } from '../money.ts';
import type { Summary } from '../summarize/summarizer.ts';
import { noteFor } from './noteFor.ts';
import { fixedPiece, type Piece } from './piece.ts';

/** A piece as a model's summary of it, which it says of itself, to the reader and to the model that gets it. */
export function summaryPiece(chip: Chip, { text, model, costUsd }: Summary, { paths, level }: Origin): Piece {
  const { t } = vscode.l10n;
  const cost = costUsd === null ? t('cost unknown') : money({ usd: costUsd, unknown: 0 });
  const { tokens: _, problem: __, thumbnail: ___, ...rest } = chip;
  return fixedPiece(
    {
      ...rest,
      label: t('{0} (summary)', chip.label),
      detail: t('Summary by {0} ({1}) of {2}', model, cost, chip.detail),
    },
    {
      notes: [noteFor(`A summary (made by ${model}) of ${chip.detail}`, text, 'markdown', paths)],
      ...(level === undefined ? {} : { level }),
    },
  );
}

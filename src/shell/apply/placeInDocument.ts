import * as vscode from 'vscode';
import type { BlockPart } from '../../core/apply/blockParts.ts';
import type { Hint } from '../../core/apply/hint.ts';
import { oldLines } from '../../core/apply/hunk.ts';
import type { PlacementFailure } from '../../core/apply/placement.ts';
import { placePart } from '../../core/apply/placePart.ts';
import type { CodeBlock } from '../../protocol/codeBlocks.ts';
import { pickOne } from '../picks.ts';
import { tellError, warn } from '../tell.ts';
import type { Target } from './findTarget.ts';
import type { ProposedChange } from './proposedChange.ts';
import { tellMisfit } from './tellMisfit.ts';

/**
 * The change as a proposal for its document, on top of what earlier blocks make of it. Undefined where it has no place: the
 * reader was asked which of several is meant, or told where it does not fit and given ways out.
 */
export async function placeInDocument(
  part: BlockPart,
  block: CodeBlock,
  target: Target,
  earlier: string | undefined,
): Promise<ProposedChange | undefined> {
  const { uri } = target;
  const named = target.named ? ({ named: true } as const) : {};
  if (part.kind === 'delete') {
    const name = vscode.workspace.asRelativePath(uri);
    void warn(vscode.l10n.t('The patch deletes {0}. Delete it yourself if you agree.', name));
    return undefined;
  }
  if (
    !target.exists &&
    earlier === undefined &&
    (part.kind === 'hunks' || part.kind === 'pairs') &&
    !fillsEmpty(part)
  ) {
    const name = vscode.workspace.asRelativePath(uri);
    void warn(vscode.l10n.t('There is no {0} that this patch could change.', name));
    return undefined;
  }
  const current = await textOf(target);
  if (current === undefined) {
    void tellError(vscode.l10n.t('{0} cannot be opened as text.', vscode.workspace.asRelativePath(uri)));
    return undefined;
  }
  const base = earlier ?? current;
  let hint: Hint | undefined = target.selection?.hint;
  for (let tries = 0; tries < 2; tries++) {
    const selection = target.selection === undefined ? {} : { selection: target.selection.text };
    const placed = placePart(part, { text: base, ...selection, ...(hint === undefined ? {} : { hint }) });
    if (placed.ok) return { uri, text: placed.text, base: current, ...named };
    const chosen = await choosePlace(placed.failure, base, uri);
    if (chosen === 'none') {
      await tellMisfit({ part, block, uri, text: base, failure: placed.failure });
      return undefined;
    }
    if (chosen === undefined) return undefined;
    hint = { from: chosen, to: chosen };
  }
  return undefined;
}

/** A patch without old lines makes a file. */
function fillsEmpty(part: Extract<BlockPart, { kind: 'hunks' | 'pairs' }>): boolean {
  if (part.kind === 'pairs') return part.pairs.every(({ search }) => search.length === 0);
  return part.hunks.every((hunk) => oldLines(hunk).length === 0);
}

async function textOf({ uri, exists }: Target): Promise<string | undefined> {
  if (!exists) return '';
  return vscode.workspace.openTextDocument(uri).then(
    (document) => document.getText(),
    () => undefined,
  );
}

/** Of several places that fit alike the reader chooses one; `none` where that is not the trouble. */
async function choosePlace(
  failure: PlacementFailure,
  text: string,
  uri: vscode.Uri,
): Promise<number | 'none' | undefined> {
  if (failure.kind !== 'ambiguous') return 'none';
  const lines = text.split(/\r\n|\n/);
  const rows = failure.places.map((line) => ({
    label: (lines[line - 1] ?? '').trim() || vscode.l10n.t('(empty line)'),
    description: vscode.l10n.t('line {0}', line),
    line,
  }));
  const name = vscode.workspace.asRelativePath(uri);
  const placeHolder = vscode.l10n.t('The change fits in several places of {0}. Which one is meant?', name);
  return (await pickOne(rows, { placeHolder }))?.line;
}

import * as vscode from 'vscode';
import type { BlockPart } from '../../core/apply/blockParts.ts';
import { mergeSides } from '../../core/apply/mergeSides.ts';
import type { PlacementFailure } from '../../core/apply/placement.ts';
import { hunkOfPair } from '../../core/apply/placePairs.ts';
import type { CodeBlock } from '../../protocol/codeBlocks.ts';
import { warn } from '../tell.ts';
import { openMergeEditor } from './openMergeEditor.ts';
import { proposalFiles } from './proposalFiles.ts';

interface Misfit {
  readonly part: BlockPart;
  readonly block: CodeBlock;
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly failure: PlacementFailure;
}

/** Says where a change does not fit and why, and offers to merge it by hand, to see it beside the file, or to copy it. */
export async function tellMisfit({ part, block, uri, text, failure }: Misfit): Promise<void> {
  const { t } = vscode.l10n;
  const [merge, compare, copy] = [t('Open Merge Editor'), t('Compare Anyway'), t('Copy')];
  const told = words(failure, part, vscode.workspace.asRelativePath(uri));
  const chosen = await warn(told, merge, compare, copy);
  if (chosen === copy) await vscode.env.clipboard.writeText(block.text);
  if (chosen === merge) await openMergeEditor({ uri, ...sides(part, text) });
  if (chosen === compare) await compareAnyway(uri, block);
}

function words(failure: PlacementFailure, part: BlockPart, name: string): string {
  const { t } = vscode.l10n;
  if (failure.kind !== 'missing') return t('Nothing in {0} shows where this code belongs.', name);
  const { part: number, parts, near, expected } = failure;
  const line = expected.length > 80 ? `${expected.slice(0, 80)}…` : expected;
  return part.kind === 'hunks'
    ? t('Hunk {0} of {1} does not fit {2}: near line {3} there is no “{4}”.', number, parts, name, near, line)
    : t('Part {0} of {1} does not fit {2}: near line {3} there is no “{4}”.', number, parts, name, near, line);
}

function sides(part: BlockPart, text: string): { readonly base: string; readonly theirs: string } {
  if (part.kind === 'hunks') return mergeSides(text, part.hunks);
  if (part.kind === 'pairs') return mergeSides(text, part.pairs.map(hunkOfPair));
  // Code without a place stands at the end, where the reader takes it from.
  return {
    base: text,
    theirs: `${text}${text.endsWith('\n') ? '' : '\n'}${part.kind === 'delete' ? '' : part.text}\n`,
  };
}

/** The block beside the file, without anything that could be applied. */
async function compareAnyway(uri: vscode.Uri, block: CodeBlock): Promise<void> {
  const beside = proposalFiles().show(uri, 'block', block.text);
  const name = vscode.workspace.asRelativePath(uri);
  await vscode.commands.executeCommand('vscode.diff', uri, beside, vscode.l10n.t('{0} and the code block', name));
}

import * as vscode from 'vscode';
import { type BlockPart, blockParts, withoutFirstLine } from '../../core/apply/blockParts.ts';
import { blockFiles } from '../../protocol/blockFiles.ts';
import { type CodeBlock, codeBlocksOf, languageOf } from '../../protocol/codeBlocks.ts';
import { firstLinePath, namedPath } from '../../protocol/namedPath.ts';
import { inform } from '../tell.ts';
import type { AnswerSource } from './answerSource.ts';
import { findTarget } from './findTarget.ts';
import { placeInDocument } from './placeInDocument.ts';
import type { ProposedChange, WillEdit } from './proposedChange.ts';
import { reviewChanges } from './reviewChanges.ts';

/** A code block as the panel names it. */
export interface NamedBlock {
  readonly text: string;
  readonly info: string;
}

/** Compares one code block with the file it belongs into, and lets the reader apply it; true when they did. */
export function applyBlock(named: NamedBlock, source: AnswerSource | undefined, willEdit: WillEdit): Promise<boolean> {
  return review([blockOf(named, source)], source, willEdit);
}

/** The same with every block of an answer that names its file, as one set. */
export function applyAnswer(source: AnswerSource, willEdit: WillEdit): Promise<boolean> {
  const blocks = codeBlocksOf(source.text).filter((block) => blockFiles(block).length > 0);
  return review(blocks, source, willEdit);
}

/** The block as it stands in its answer, so that what names its file there is known. */
export function blockOf({ text, info }: NamedBlock, source: AnswerSource | undefined): CodeBlock {
  const same = (block: CodeBlock) => block.text.trimEnd() === text.trimEnd();
  const found = source && codeBlocksOf(source.text).find(same);
  return found ?? { text, info, language: languageOf(info), above: '' };
}

/** The changes of single files that a block wants; a first line that only names the file is no part of them. */
export function partsOf(block: CodeBlock): BlockPart[] {
  const text = firstLinePath(block) === undefined ? block.text : withoutFirstLine(block.text);
  return blockParts(text, block.language, namedPath(block));
}

async function review(
  blocks: readonly CodeBlock[],
  source: AnswerSource | undefined,
  willEdit: WillEdit,
): Promise<boolean> {
  const changes = new Map<string, ProposedChange>();
  for (const block of blocks) {
    for (const part of partsOf(block)) {
      const target = await findTarget(part, block.language, source);
      if (target === undefined) return false;
      const key = target.uri.toString();
      const change = await placeInDocument(part, block, target, changes.get(key)?.text);
      if (change === undefined) return false;
      changes.set(key, change);
    }
  }
  if (changes.size === 0) {
    void inform(vscode.l10n.t('No code block of this answer names a file.'));
    return false;
  }
  return (await reviewChanges([...changes.values()], willEdit)) === 'applied';
}

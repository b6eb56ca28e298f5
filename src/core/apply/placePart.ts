import type { BlockPart } from './blockParts.ts';
import { plainLines, splitLines } from './fileLines.ts';
import { findLines, indentOf } from './findLines.ts';
import type { Hint } from './hint.ts';
import { dedent, indented, indentUnit } from './indentation.ts';
import { isWholeFile } from './isWholeFile.ts';
import { isMarker } from './markers.ts';
import { placeAnchors } from './placeAnchors.ts';
import { placeDeclarations } from './placeDeclarations.ts';
import { placeHunks } from './placeHunks.ts';
import { placeMarkers } from './placeMarkers.ts';
import type { Placement } from './placement.ts';
import { placePairs } from './placePairs.ts';
import { replaceLines } from './replaceLines.ts';
import { withoutBlankEnds } from './withoutBlankEnds.ts';

/** The text of a document and what the reader had selected in it when they asked. */
export interface TargetText {
  readonly text: string;
  /** The selected text as it was sent. */
  readonly selection?: string;
  /** Where it was, or where the reader wants an ambiguous change. */
  readonly hint?: Hint;
}

/**
 * Places a code block in a document by what it is: a patch, search-and-replace pairs, a whole new text, a fragment with
 * marks for what stays, declarations known by name, a region known by its ends, or an answer to a selection. Nothing
 * outside the place changes, and what has no certain place is a failure, never a guess.
 */
export function placePart(part: BlockPart, target: TargetText): Placement {
  switch (part.kind) {
    case 'hunks':
      return placeHunks(target.text, part.hunks, target.hint);
    case 'pairs':
      return placePairs(target.text, part.pairs, target.hint);
    case 'create':
      return whole(target.text, plainLines(part.text));
    case 'code':
      return placeCode(part.text, target);
    case 'delete':
      return { ok: false, failure: { kind: 'noPlace' } };
  }
}

function placeCode(code: string, target: TargetText): Placement {
  const { text, hint } = target;
  const lines = withoutBlankEnds(plainLines(code));
  if (lines.length === 0) return { ok: false, failure: { kind: 'noPlace' } };
  if (text.trim() === '') return whole(text, lines);
  if (lines.some(isMarker) && !lines.every(isMarker)) return placeMarkers(text, lines, hint);
  const texts = splitLines(text).map((line) => line.text);
  if (isWholeFile(lines, texts)) return whole(text, lines);
  return (
    placeDeclarations(text, lines, hint) ??
    placeAnchors(text, lines, hint) ??
    placeSelection(target, lines) ?? { ok: false, failure: { kind: 'noPlace' } }
  );
}

function whole(text: string, lines: readonly string[]): Placement {
  const old = splitLines(text);
  const texts = old.map((line) => line.text);
  // Where a block indents by another unit than the file, every line would differ.
  const fresh = texts.some((line) => indentOf(line) !== '') ? indented(lines, '', indentUnit(texts)) : lines;
  return {
    ok: true,
    how: 'wholeFile',
    exact: true,
    text: replaceLines(old, [{ start: 0, end: old.length, lines: fresh }], text === '' ? true : undefined),
  };
}

/** Replaces what was selected when the question was asked, wherever it stands now; whole lines or a part of one. */
function placeSelection({ text, selection, hint }: TargetText, lines: readonly string[]): Placement | undefined {
  if (selection === undefined || selection.trim() === '') return undefined;
  const file = splitLines(text);
  const texts = file.map((line) => line.text);
  const selected = withoutBlankEnds(plainLines(selection));
  const found = findLines(texts, selected);
  if (found === undefined) return placeInLine(text, selection, lines);
  const { at } = found;
  const near =
    at.length === 1 ? at : at.filter((start) => hint && start + selected.length >= hint.from && start + 1 <= hint.to);
  const [start] = near;
  if (start === undefined || near.length > 1) {
    return { ok: false, failure: { kind: 'ambiguous', part: 1, parts: 1, places: at.map((one) => one + 1) } };
  }
  const fresh = indented(dedent(lines), indentOf(texts[start] ?? ''), indentUnit(texts));
  const region = { start, end: start + selected.length, lines: fresh };
  return { ok: true, how: 'selection', exact: found.closeness === 'exact', text: replaceLines(file, [region]) };
}

/** A selection that is no whole line is replaced as it is, if it stands there once. */
function placeInLine(text: string, selection: string, lines: readonly string[]): Placement | undefined {
  const at = text.indexOf(selection);
  if (at === -1 || text.indexOf(selection, at + 1) !== -1) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const fresh = lines.map((line, index) => (index === 0 ? line.trimStart() : line)).join(eol);
  const result = text.slice(0, at) + fresh + text.slice(at + selection.length);
  return { ok: true, how: 'selection', exact: true, text: result };
}

import { diffArrays } from 'diff';

/** Lines `start` (counted from 0) up to but without `end` become `text`. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  /** Whole lines with their ends, except perhaps the last of the document. */
  readonly text: string;
}

/** Comparing takes longer the more differs: past this, one edit does. */
const MOST_DIFFERENCES = 2000;

/** The fewest line edits that turn one text into the other, so that cursors, breakpoints and folds elsewhere stay. */
export function lineEdits(before: string, after: string): LineEdit[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(old, fresh, { maxEditLength: MOST_DIFFERENCES });
  if (parts === undefined) return [{ start: 0, end: old.length, text: after }];
  const edits: LineEdit[] = [];
  let line = 0;
  for (const { added, removed, value } of parts) {
    const last = edits.at(-1);
    if (removed) edits.push({ start: line, end: line + value.length, text: '' });
    else if (added && last?.end === line) edits[edits.length - 1] = { ...last, text: value.join('') };
    else if (added) edits.push({ start: line, end: line, text: value.join('') });
    if (!added) line += value.length;
  }
  return edits;
}

/** The lines with their ends; joined again they are the text. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

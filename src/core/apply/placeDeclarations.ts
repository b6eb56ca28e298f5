import { type Declaration, declarationsOf } from './declarations.ts';
import { splitLines } from './fileLines.ts';
import { indentOf } from './findLines.ts';
import { type Hint, hinted } from './hint.ts';
import { dedent, indented, indentUnit } from './indentation.ts';
import type { Placement } from './placement.ts';
import { type Region, replaceLines } from './replaceLines.ts';

const IMPORT =
  /^(?:import\b|from\s+\S+\s+import\b|(?:const|let|var)\s+.*=\s*require\(|use\s+[\w:{}\\]+|using\s+[\w.]+\s*;|#include\b|require(?:_relative)?\s|package\s|@use\s|@import\s)/;

/**
 * Puts each declaration of a fragment in the place of the one of the same name; declarations that are new go after the one
 * before them, imports that are missing after the last import. Undefined where the fragment is no list of declarations or
 * none of them is there.
 */
export function placeDeclarations(text: string, block: readonly string[], hint?: Hint): Placement | undefined {
  const fragment = dedent(block);
  const pieces = topLevel(fragment);
  if (pieces === undefined || pieces.length === 0) return undefined;
  const lines = splitLines(text);
  const texts = lines.map((line) => line.text);
  const unit = indentUnit(texts);
  const known = declarationsOf(texts);
  const targets: (Declaration | undefined)[] = [];
  for (const piece of pieces) {
    const target = counterpart(piece, known, texts, hint);
    if (target === 'ambiguous') {
      const places = known.filter(({ name }) => name === piece.name).map(({ start }) => start + 1);
      return {
        ok: false,
        failure: { kind: 'ambiguous', part: pieces.indexOf(piece) + 1, parts: pieces.length, places },
      };
    }
    targets.push(target);
  }
  if (targets.every((target) => target === undefined)) return undefined;
  const regions: Region[] = [];
  for (const [index, piece] of pieces.entries()) {
    const target = targets[index];
    if (target !== undefined) {
      const hasLeading = piece.from < piece.start;
      const from = hasLeading ? target.from : target.start;
      const own = fragment.slice(hasLeading ? piece.from : piece.start, piece.end);
      regions.push({ start: from, end: target.end, lines: indented(own, indentOf(texts[target.start] ?? ''), unit) });
      continue;
    }
    const own = fragment.slice(piece.from, piece.end);
    const before = targets.slice(0, index).findLast((one) => one !== undefined);
    const beside = before ?? targets.find((one) => one !== undefined);
    if (beside === undefined) continue;
    const fresh = indented(own, indentOf(texts[beside.start] ?? ''), unit);
    const at = before === undefined ? beside.from : beside.end;
    regions.push({ start: at, end: at, lines: before === undefined ? [...fresh, ''] : ['', ...fresh] });
  }
  if (overlap(regions)) return undefined;
  const imports = missingImports(fragment, texts);
  if (imports.length > 0) {
    const last = texts.findLastIndex(
      (line, index) => index < (known.find(isTopLevel(texts))?.end ?? texts.length) && IMPORT.test(line),
    );
    const at = last === -1 ? 0 : endOfStatement(texts, last);
    regions.push({ start: at, end: at, lines: last === -1 ? [...imports, ''] : imports });
  }
  return { ok: true, how: 'declaration', exact: true, text: replaceLines(lines, regions) };
}

/** The declarations that a dedented fragment is made of; undefined where anything but imports, comments and blanks is left. */
function topLevel(fragment: readonly string[]): Declaration[] | undefined {
  const pieces: Declaration[] = [];
  let next = 0;
  for (const declaration of declarationsOf(fragment)) {
    const isImport = IMPORT.test(fragment[declaration.start] ?? '');
    if (declaration.start < next || indentOf(fragment[declaration.start] ?? '') !== '' || isImport) continue;
    pieces.push({ ...declaration, from: Math.max(next, declaration.from) });
    next = declaration.end;
  }
  const covered = new Set(
    pieces.flatMap(({ from, end }) => Array.from({ length: end - from }, (_, offset) => from + offset)),
  );
  const rest = [...fragment.keys()].filter((index) => !covered.has(index));
  const firstPiece = pieces[0]?.from ?? 0;
  const isHarmless = (index: number) => {
    const line = fragment[index] ?? '';
    return line.trim() === '' || index < firstPiece || /^\s*(?:\/\/|#|\/\*|\*|--)/.test(line);
  };
  const importsOnly = rest
    .filter((index) => index < firstPiece)
    .every((index) => isImportLine(fragment, index) || isHarmlessLine(fragment[index] ?? ''));
  return rest.every(isHarmless) && importsOnly ? pieces : undefined;
}

function isHarmlessLine(line: string): boolean {
  return line.trim() === '' || /^\s*(?:\/\/|#|\/\*|\*|--|<\?php|['"]use )/.test(line);
}

/** An import, or a line inside one that goes over several. */
function isImportLine(lines: readonly string[], index: number): boolean {
  if (IMPORT.test(lines[index] ?? '')) return true;
  const start = lines.slice(0, index).findLastIndex((line) => IMPORT.test(line));
  return start !== -1 && index < endOfStatement(lines, start);
}

/** The line after a statement that begins here: past the bracket that it opens. */
function endOfStatement(lines: readonly string[], start: number): number {
  if (!/[({]\s*$/.test(lines[start] ?? '')) return start + 1;
  const close = lines.findIndex((line, index) => index > start && /^\s*[)}]/.test(line));
  return close === -1 ? start + 1 : close + 1;
}

function missingImports(fragment: readonly string[], texts: readonly string[]): string[] {
  const present = new Set(texts.map((line) => line.replace(/[\s;'"]+/g, '')));
  const missing: string[] = [];
  for (let index = 0; index < fragment.length; index++) {
    const line = fragment[index] ?? '';
    if (!IMPORT.test(line)) continue;
    const statement = fragment.slice(index, endOfStatement(fragment, index));
    if (!statement.every((one) => present.has(one.replace(/[\s;'"]+/g, '')))) missing.push(...statement);
    index += statement.length - 1;
  }
  return missing;
}

function counterpart(
  piece: Declaration,
  known: readonly Declaration[],
  texts: readonly string[],
  hint: Hint | undefined,
): Declaration | 'ambiguous' | undefined {
  const same = known.filter(({ name, isVariable }) => name === piece.name && isVariable === piece.isVariable);
  const near = hinted(
    same.map(({ start }) => start),
    1,
    hint && { from: hint.from, to: hint.to },
  );
  const within = same.filter(({ start, end }) => hint !== undefined && start + 1 <= hint.to && end >= hint.from);
  if (near !== undefined) return same.find(({ start }) => start === near);
  if (within.length === 1) return within[0];
  const sure = piece.isVariable ? same.filter(isTopLevel(texts)) : same;
  if (sure.length <= 1) return sure[0];
  const outer = sure.filter(isTopLevel(texts));
  return outer.length === 1 ? outer[0] : 'ambiguous';
}

function isTopLevel(texts: readonly string[]) {
  return ({ start }: Declaration) => indentOf(texts[start] ?? '') === '';
}

function overlap(regions: readonly Region[]): boolean {
  const sorted = [...regions].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some((region, index) => region.start < (sorted[index - 1]?.end ?? 0));
}

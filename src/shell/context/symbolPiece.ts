import * as vscode from 'vscode';
import type { Piece } from './piece.ts';
import { readTextFile } from './readTextFile.ts';

/** A symbol where it was found; its range is looked up when it is sent. */
export interface SymbolPlace {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** Counts from 0. */
  readonly line: number;
}

/** A function, a class, … with its whole range. */
export function symbolPiece({ uri, name, line }: SymbolPlace): Piece {
  const { t } = vscode.l10n;
  const path = vscode.workspace.asRelativePath(uri);
  return {
    chip: { id: `symbol ${line} ${uri} ${name}`, kind: 'symbol', label: name, detail: `${path}:${line + 1}` },
    gather: async () => {
      const range = await wholeRange(uri, name, line);
      const file = await readTextFile(uri);
      if ('problem' in file) return file;
      if (range === undefined) return { problem: t('{0} is not in {1} any more.', name, path) };
      const lines = file.text.split(/\r?\n/).slice(range.start.line, range.end.line + 1);
      const at = `${path}:${range.start.line + 1}-${range.end.line + 1}`;
      return {
        context: { selections: [{ text: lines.join('\n'), path: at, languageId: file.languageId ?? '' }] },
        detail: at,
      };
    },
  };
}

/** The symbol of this name that is nearest to the line where it was found. */
async function wholeRange(uri: vscode.Uri, name: string, line: number): Promise<vscode.Range | undefined> {
  const found = await vscode.commands
    .executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    )
    .then(
      (symbols) => symbols ?? [],
      () => [],
    );
  const ranges = flat(found).filter((symbol) => plainName(symbol.name) === plainName(name));
  return ranges.sort((a, b) => distance(a.range, line) - distance(b.range, line))[0]?.range;
}

interface Ranged {
  readonly name: string;
  readonly range: vscode.Range;
}

function flat(symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]): Ranged[] {
  return symbols.flatMap((symbol) =>
    'children' in symbol
      ? [{ name: symbol.name, range: symbol.range }, ...flat(symbol.children)]
      : [{ name: symbol.name, range: (symbol as vscode.SymbolInformation).location.range }],
  );
}

/** Some providers write `name()` in one list and `name` in the other. */
function plainName(name: string): string {
  return name.replace(/\(.*$/, '').trim();
}

function distance({ start }: vscode.Range, line: number): number {
  return Math.abs(start.line - line);
}

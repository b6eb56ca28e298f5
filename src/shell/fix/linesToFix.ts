import * as vscode from 'vscode';

/** A file of so many lines is replaced as a whole: an import at its top may be what is missing. */
const SMALL_FILE = 60;
const LARGEST_SYMBOL = 120;
const AROUND = 10;

/**
 * The smallest stretch of whole lines that a correction of this place may need: a small file, the function or type around
 * it, else some lines before and after.
 */
export async function linesToFix(document: vscode.TextDocument, place: vscode.Range): Promise<vscode.Range> {
  if (document.lineCount <= SMALL_FILE) return wholeLines(document, 0, document.lineCount - 1);
  const symbols = await vscode.commands
    .executeCommand<unknown>('vscode.executeDocumentSymbolProvider', document.uri)
    .then(undefined, () => undefined);
  const around = Array.isArray(symbols) ? smallestAround(symbols, place) : undefined;
  if (around !== undefined) return wholeLines(document, around.start.line, around.end.line);
  return wholeLines(document, place.start.line - AROUND, place.end.line + AROUND);
}

function smallestAround(symbols: readonly unknown[], place: vscode.Range): vscode.Range | undefined {
  let best: vscode.Range | undefined;
  for (const symbol of symbols) {
    if (!(symbol instanceof vscode.DocumentSymbol) || !symbol.range.contains(place)) continue;
    const { range, children } = symbol;
    // A constant or a property alone is too little to see what is wrong.
    const isLarge = range.end.line - range.start.line >= 2;
    if (isLarge && range.end.line - range.start.line < LARGEST_SYMBOL) best = range;
    best = smallestAround(children, place) ?? best;
  }
  return best;
}

function wholeLines(document: vscode.TextDocument, first: number, last: number): vscode.Range {
  const end = document.lineAt(Math.min(document.lineCount - 1, last)).range.end;
  return new vscode.Range(new vscode.Position(Math.max(0, first), 0), end);
}

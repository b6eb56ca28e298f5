import * as vscode from 'vscode';

/** Where whole lines are after an edit: moved by an edit above them, grown or shrunk by one inside. */
export function shiftedRange(
  range: vscode.Range,
  { range: edited, text }: Pick<vscode.TextDocumentContentChangeEvent, 'range' | 'text'>,
): vscode.Range {
  const added = text.split('\n').length - 1 - (edited.end.line - edited.start.line);
  if (added === 0 || edited.start.line > range.end.line) return range;
  const above =
    edited.end.line < range.start.line || (edited.end.line === range.start.line && edited.end.character === 0);
  const start = above ? range.start.line + added : Math.min(range.start.line, edited.start.line);
  const end = Math.max(start, range.end.line + added);
  return new vscode.Range(start, above ? range.start.character : 0, end, range.end.character);
}

/**
 * The addresses in what was dropped: lines of `text/uri-list`, plain paths, and the editor's own `vscode-file:` addresses of
 * files on this machine.
 */
export function droppedUris(dropped: readonly string[]): string[] {
  const lines = dropped.flatMap((text) => text.split(/\r?\n/)).map((line) => line.trim());
  const addresses = lines.filter((line) => line !== '' && !line.startsWith('#')).map(toAddress);
  return [...new Set(addresses)];
}

function toAddress(line: string): string {
  const own = /^vscode-file:\/\/vscode-app(\/.*)$/i.exec(line)?.[1];
  if (own !== undefined) return `file://${own}`;
  if (/^[a-z]:[\\/]/i.test(line)) return `file:///${line.replaceAll('\\', '/')}`;
  return line.startsWith('/') ? `file://${encodeURI(line)}` : line;
}

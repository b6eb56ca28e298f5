export interface OpenFence {
  readonly language: string;
  readonly code: string;
}

const OPENING = /^(`{3,}|~{3,})([^\n`]*)\n/;

/** The code of a fenced block that has not been closed yet, or null for any other Markdown. */
export function openFence(source: string): OpenFence | null {
  const match = OPENING.exec(source);
  if (match === null || source.includes('\r')) return null;
  const [opening, marker = '', info = ''] = match;
  const code = source.slice(opening.length);
  const closing = new RegExp(`^ {0,3}${marker[0]}{${marker.length},}[ \\t]*$`, 'm');
  return closing.test(code) ? null : { language: info.trim().split(/\s+/, 1)[0] ?? '', code };
}

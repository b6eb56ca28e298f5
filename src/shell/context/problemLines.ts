/** A problem that the editor reports, apart from the editor's own types. */
export interface FoundProblem {
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** 0: error, 1: warning, 2: information, 3: hint. */
  readonly severity: number;
  readonly message: string;
  readonly source: string | undefined;
}

const SEVERITIES = ['error', 'warning', 'info', 'hint'];

/** Problems grouped by file, the worst files first, and how many did not go into the bound. */
export function problemLines(problems: readonly FoundProblem[], most: number): { text: string; leftOut: number } {
  const sorted = [...problems].sort((a, b) => a.severity - b.severity || a.line - b.line);
  const files = new Map<string, string[]>();
  for (const { path, line, severity, message, source } of sorted.slice(0, most)) {
    const said = `  line ${line}: ${SEVERITIES[severity] ?? 'info'}: ${message.replace(/\s*\n\s*/g, ' ')}`;
    const lines = files.get(path) ?? [];
    lines.push(source === undefined ? said : `${said} (${source})`);
    files.set(path, lines);
  }
  const text = [...files].map(([path, lines]) => [path, ...lines].join('\n')).join('\n');
  return { text, leftOut: Math.max(0, sorted.length - most) };
}

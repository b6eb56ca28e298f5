const PROSE = new Set(['markdown', 'plaintext', 'latex', 'tex', 'restructuredtext', 'asciidoc', 'git-commit', 'typst']);

/** Whether a language of the editor is one that people write for people. */
export function isProse(languageId: string | undefined): boolean {
  return languageId !== undefined && PROSE.has(languageId);
}

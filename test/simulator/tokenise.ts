/** Pieces of about four characters, words kept together where they are short; never inside a surrogate pair. */
export function tokenise(text: string): string[] {
  return text.match(/\s*[A-Za-z0-9_]{1,7}|\s+|[^A-Za-z0-9_\s]{1,4}/gu) ?? [];
}

/** The tokens cut or repeated to this many. */
export function repeatTo(tokens: string[], count: number | undefined): string[] {
  if (count === undefined) return tokens;
  if (tokens.length === 0) return Array.from({ length: count }, () => 'text');
  return Array.from({ length: count }, (_, index) => tokens[index % tokens.length] ?? '');
}

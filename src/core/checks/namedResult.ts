/** A field of JSON that holds what an answer comes to. */
const FIELD =
  /"(?:final_?)?(?:answer|result|output)"\s*:\s*("(?:[^"\\]|\\[\s\S])*"|[^\s,}\]][^\n]*?(?=\s*(?:,\s*\n|\}\s*$|\n|$)))/gi;
/** Longer results are prose, which is seldom the same to the letter. */
const LONGEST = 200;

/**
 * What an answer names as its result in JSON, the last time it does: to the letter, but for the quotes around it and, of lists
 * and the like, for the kind of quotes and blanks between. Undefined where it names none, or a long one.
 */
export function namedResult(answer: string): string | undefined {
  const written = [...answer.matchAll(FIELD)].at(-1)?.[1];
  if (written === undefined) return undefined;
  const value = written.startsWith('"') ? unescaped(written) : written;
  return value.length > LONGEST ? undefined : asLiteral(value);
}

/** A string of JSON as what it says; models leave line ends in them as they are. */
function unescaped(written: string): string {
  try {
    return String(JSON.parse(written.replaceAll('\n', '\\n')));
  } catch {
    return written.slice(1, -1);
  }
}

function asLiteral(value: string): string {
  const bare = value.trim();
  if (!/^[[({]/.test(bare)) return value.replace(/^\s*(['"])([\s\S]*)\1\s*$/, '$2').replaceAll('\n', '\\n');
  const pieces = bare.match(/'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\s+|[^'"\s]+|['"]/g) ?? [];
  return pieces
    .map((piece) => (/^\s/.test(piece) ? '' : /^(['"])[\s\S]*\1$/.test(piece) ? `"${piece.slice(1, -1)}"` : piece))
    .join('');
}

/** What of a request is code and what is said about it. */
export interface CodeAndWords {
  readonly code: string;
  readonly words: string;
}

const FENCED = /```[^\n]*\n([\s\S]*?)(?:```|$)|\[([A-Z]{3,12})\]\n([\s\S]*?)(?:\[\/\2\]|$)/g;

/** A line that only code has: an opened block, an assignment, a call that ends the line, a keyword where code has one. */
const CODE_LINE =
  /^(?:\s*(?:def|class|for|while|if|elif|else|try|except|return|import|from|assert|const|let|var|function|public|private|static|async|export|using|package|func|fn|impl|struct|SELECT|INSERT|UPDATE|CREATE)\b.*[:({;)\]}=,]\s*$|.*[;{}]\s*$|\s{2,}\S.*[()=[\]].*|\s*[\w.[\]]+\s*[-+*/|&]?=[^=].*|\s*assert .*|\s*return\b.*|\s*[})\]]+[;,]?\s*$|\s*[\w.]+\(.*\)\s*$|\s*(?:#|\/\/|@)\w.*|>>> .*)/;

/** An answer that is offered: `B. {2, 3}`. */
const OPTION = /^\s*\(?[A-J][.):]\s/;

/** Parts code from words: fences and tags where there are some, else line by line. Nothing is lost or parsed. */
export function codePart(text: string): CodeAndWords {
  const blocks: string[] = [];
  const rest = text.replace(FENCED, (_, fenced?: string, _tag?: string, tagged?: string) => {
    blocks.push(fenced ?? tagged ?? '');
    return '\n';
  });
  if (blocks.length > 0) return { code: blocks.join('\n'), words: rest };
  const code: string[] = [];
  const words: string[] = [];
  for (const line of text.split('\n')) (CODE_LINE.test(line) && !OPTION.test(line) ? code : words).push(line);
  // One such line alone may be prose that ends in a brace.
  return code.length < 2 ? { code: '', words: text } : { code: code.join('\n'), words: words.join('\n') };
}

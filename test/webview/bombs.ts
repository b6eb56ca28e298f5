/** Answers that cost a careless renderer the square of their length, or a stack, each about so many characters long. */
export const BOMBS: Readonly<Record<string, (characters: number) => string>> = {
  'a line without a blank': (size) => 'x'.repeat(size),
  'a line of words': (size) => 'word '.repeat(size / 5),
  'a line without a blank, in code': (size) => `\`\`\`ts\n${'x'.repeat(size)}\n\`\`\`\n`,
  'a line of brackets, in code': (size) => `\`\`\`js\n${'[{("'.repeat(size / 4)}\n\`\`\`\n`,
  'a fence that never ends': (size) => `\`\`\`\n${'line of code\n'.repeat(size / 13)}`,
  'opening brackets': (size) => '['.repeat(size),
  'images in images': (size) => '!['.repeat(size / 2),
  'links that do not end': (size) => '[a]('.repeat(size / 4),
  'links with pointed brackets': (size) => '[a](<b'.repeat(size / 6),
  'links in links': (size) => `${'['.repeat(size / 8)}a${'](b)'.repeat(size / 8)}`,
  stars: (size) => '*'.repeat(size),
  'stars beside words': (size) => 'a**b'.repeat(size / 4),
  'emphasis that does not end': (size) => '*a **a '.repeat(size / 7),
  'emphasis of both kinds': (size) => '*_a '.repeat(size / 4),
  underlines: (size) => '_a'.repeat(size / 2),
  tildes: (size) => '~~a '.repeat(size / 4),
  'backticks of every length': (size) => backticks(size),
  'backticks alone': (size) => 'a`'.repeat(size / 2),
  'pointed brackets': (size) => '<'.repeat(size),
  'comments that do not end': (size) => '<!--'.repeat(size / 4),
  'tags that do not end': (size) => '<a x="'.repeat(size / 6),
  entities: (size) => '&amp'.repeat(size / 4),
  backslashes: (size) => '\\'.repeat(size),
  'nested quotes': (size) => '>'.repeat(size),
  'nested quotes with blanks': (size) => `${'> '.repeat(size / 2)}a\n`,
  'nested quotes in lines': (size) => `${'> '.repeat(200)}a\n`.repeat(size / 402),
  'nested lists in a line': (size) => '- '.repeat(size / 2),
  'nested numbers in a line': (size) => '1. '.repeat(size / 3),
  'nested lists': (size) => stairs(size),
  'lists and quotes in turn': (size) => '> - '.repeat(size / 4),
  'definitions of links': (size) => '[a]: b\n'.repeat(size / 7),
  'uses of a definition': (size) => `${'[a][b] '.repeat(size / 7)}\n\n[b]: https://a.b/${'c'.repeat(1000)}\n`,
  'addresses without an end': (size) => 'http://'.repeat(size / 7),
  addresses: (size) => 'https://a.b/c '.repeat(size / 14),
  'an address that is long': (size) => `https://a.b/${'(c'.repeat(size / 2)}`,
  'mail addresses': (size) => 'mailto:a@b.c '.repeat(size / 13),
  'a table of many columns': (size) => table(size / 12, 2),
  'a table of many rows': (size) => table(3, size / 12),
  'a table that is wide and has short rows': (size) => `${table(size / 12, 0)}${'|\n'.repeat(size / 4)}`,
  fences: (size) => '```\n```\n'.repeat(size / 8),
  'fences in quotes': (size) => '> ```\n> a\n\n'.repeat(size / 11),
  'fences that say much': (size) => `\`\`\`${'x '.repeat(size / 2)}\na\n\`\`\`\n`,
  headings: (size) => '# a\n'.repeat(size / 4),
  'underlined headings': (size) => 'a\n=\n'.repeat(size / 4),
  'empty lines': (size) => '\n'.repeat(size),
  'lines in a paragraph': (size) => 'a\n'.repeat(size / 2),
  'tabs and blanks': (size) => '\t '.repeat(size / 2),
  dollars: (size) => '$'.repeat(size),
  'formulas that do not end': (size) => '$a '.repeat(size / 3),
  'formulas of blocks that do not end': (size) => '$$\na\n\n'.repeat(size / 6),
  formulas: (size) => '$x^2$ '.repeat(size / 6),
  'formulas that define themselves': (size) => '$\\def\\a{\\a\\a}\\a$ '.repeat(size / 18),
  'formulas that all differ': (size) =>
    Array.from({ length: size / 40 }, (_, at) => `$\\def\\a{${at}\\sqrt{x}}${'\\a'.repeat(10)}$ `).join(''),
  'marks of notes': (size) => '[^1] '.repeat(size / 5),
  'notes in notes': (size) => '[^1]:'.repeat(size / 5),
  'notes and marks': (size) => 'a[^1]\n\n[^1]: b\n\n'.repeat(size / 17),
  'boxes to tick': (size) => '- [ ] a\n'.repeat(size / 8),
  'names of files': (size) => '`src/a.ts:1` '.repeat(size / 13),
  diagrams: (size) => '```mermaid\nflowchart LR\nA-->B\n```\n'.repeat(size / 33),
  'a diagram that is large': (size) =>
    `\`\`\`mermaid\nflowchart LR\n${Array.from({ length: size / 12 }, (_, at) => `a${at}-->a${at + 1}\n`).join('')}\`\`\`\n`,
  'control sequences': (size) => `\`\`\`ansi\n${'\u001b[31ma\u001b[0m'.repeat(size / 10)}\n\`\`\`\n`,
  'control sequences that do not end': (size) => `\`\`\`ansi\n${'\u001b]'.repeat(size / 2)}\n\`\`\`\n`,
  'control sequences of digits': (size) =>
    `\`\`\`ansi\n${'\u001b['.repeat(size / 4)}${'1;'.repeat(size / 4)}\n\`\`\`\n`,
  'marks of search and replace': (size) => `\`\`\`ts\n${'<<<<<<< SEARCH\n'.repeat(size / 15)}\`\`\`\n`,
  'blanks before a search': (size) => `\`\`\`ts\n${'\n \t'.repeat(size / 3)}x\n\`\`\`\n`,
  'hunks of a patch': (size) => `\`\`\`diff\n--- a/x\n+++ b/x\n${'@@ -1,1 +1,1 @@\n'.repeat(size / 16)}\`\`\`\n`,
};

function backticks(size: number): string {
  let text = '';
  for (let count = 1; text.length < size; count++) text += `${'`'.repeat(count)} `;
  return text;
}

function stairs(size: number): string {
  let text = '';
  for (let depth = 0; text.length < size; depth++) text += `${' '.repeat(depth * 2)}- a\n`;
  return text;
}

function table(columns: number, rows: number): string {
  const row = (cell: string) => `${`|${cell}`.repeat(columns)}|\n`;
  return row('a') + row('-') + row('b').repeat(rows);
}

import type { PanelMessage } from '../../src/protocol/panelState.ts';
import { answer, DONE, question, reply } from './samples.ts';

const WORDS = 'the loop reads one page too many because its bound is checked after the request and not before it'.split(
  ' ',
);

/** Shapes of long answers: the usual mixture, and every one that is a single block. */
export const SHAPES = ['mixed', 'code', 'list', 'numbers', 'table', 'paragraph', 'quote'] as const;
export type Shape = (typeof SHAPES)[number];

const LINES: Record<Shape, (index: number) => string> = {
  mixed: (index) => MIXED[index % MIXED.length]?.(index) ?? '',
  code: (index) =>
    index === 0
      ? '```ts\n'
      : `export const value${index} = readAll(source, { cursor: "${sentence(index, 3)}", limit: 25 });\n`,
  list: (index) => `- **Item ${index}** ${sentence(index, 12)} with \`code${index}\`\n`,
  numbers: (index) => `1. **Step ${index + 1}** ${sentence(index, 9)}\n   - ${sentence(index + 3, 5)}\n`,
  table: (index) =>
    index === 0
      ? '| Name | Rows | Note |\n|---|--:|---|\n'
      : `| row ${index} | ${index * 25} | ${sentence(index, 7)} |\n`,
  paragraph: (index) => `${sentence(index, 14)}${index % 5 === 0 ? ' **bold words**' : ''}. `,
  quote: (index) => `> ${sentence(index, 12)}\n${index % 6 === 5 ? '>\n' : ''}`,
};

const MIXED: ((index: number) => string)[] = [
  (index) => `## Part ${index}\n\n`,
  (index) =>
    `${sentence(index, 40)}. It is **checked** after \`request${index}\`, see [the notes](https://example.com/${index}).\n\n`,
  (index) =>
    [0, 1, 2, 3]
      .map((item) => `${item + 1}. ${sentence(index + item, 10)}\n`)
      .join('')
      .concat('\n'),
  (index) =>
    `\`\`\`ts\n${Array.from({ length: 14 }, (_, line) => `  const row${line} = await fetchPage({ cursor: ${index}, limit: ${line} });`).join('\n')}\n\`\`\`\n\n`,
  (index) => `| Rows | Requests |\n|---|--:|\n| ${index} | 5 |\n| 101 | 5 |\n\n`,
  (index) => `> ${sentence(index, 20)}\n\n`,
];

/** An answer of about so many characters; four of them are a token. */
export function longText(shape: Shape, characters: number): string {
  const lines: string[] = [];
  for (let [length, index] = [0, 0]; length < characters; index += 1) {
    const line = LINES[shape](index);
    lines.push(line);
    length += line.length;
  }
  return lines.join('');
}

/** A conversation of so many messages, each answer different. */
export function longChat(count: number): PanelMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const pair = Math.floor(index / 2);
    if (index % 2 === 0) return question(`q${pair}`, `Question ${pair}: ${sentence(pair, 12)}?`);
    const text = `Answer ${pair}.\n\n${MIXED.map((part) => part(pair)).join('')}`;
    return reply(`a${pair}`, answer({ status: 'done', text, done: DONE }));
  });
}

function sentence(seed: number, length: number): string {
  return Array.from({ length }, (_, index) => WORDS[(seed * 7 + index * 3) % WORDS.length]).join(' ');
}
